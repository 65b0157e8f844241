package dev.lockflight.connector.cli;

import dev.lockflight.EnvironmentName;
import dev.lockflight.Order;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "hold",
    description = {
      "Let pushes, tags, schedules and other pipelines promote nothing into an environment;",
      "people may. unhold takes it back."
    },
    footer = {"%nExamples:", "  hold --environment prod --reason 'we look into the alarm'"})
final class HoldCommand implements Callable<Integer> {
  private final Tool tool;
  @Mixin CommonOptions common = new CommonOptions();

  @Option(names = "--environment", required = true, description = "Where.")
  String environment = "";

  @Mixin ReasonOption reason = new ReasonOption();

  HoldCommand(Tool tool) {
    this.tool = tool;
  }

  @Override
  public Integer call() {
    EnvironmentName where = Environments.named(tool, environment);
    return GiveOrder.withReason(
        tool, common, reason, (person, asked) -> Order.hold(where, person, asked.reason()));
  }
}
