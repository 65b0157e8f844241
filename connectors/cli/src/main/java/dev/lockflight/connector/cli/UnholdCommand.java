package dev.lockflight.connector.cli;

import dev.lockflight.EnvironmentName;
import dev.lockflight.Order;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "unhold",
    description = {"Let automation promote again, after hold or after somebody rolled back."},
    footer = {"%nExamples:", "  unhold --environment prod --reason 'repaired with 5e6f7a8'"})
final class UnholdCommand implements Callable<Integer> {
  private final Tool tool;
  @Mixin CommonOptions common = new CommonOptions();

  @Option(names = "--environment", required = true, description = "Where.")
  String environment = "";

  @Mixin ReasonOption reason = new ReasonOption();

  UnholdCommand(Tool tool) {
    this.tool = tool;
  }

  @Override
  public Integer call() {
    EnvironmentName where = Environments.named(tool, environment);
    return GiveOrder.give(
        tool,
        common,
        reason.text,
        (person, asked) -> Order.releaseHold(where, person, asked.reason()));
  }
}
