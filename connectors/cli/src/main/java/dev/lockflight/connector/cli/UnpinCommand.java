package dev.lockflight.connector.cli;

import dev.lockflight.EnvironmentName;
import dev.lockflight.Order;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "unpin",
    description = {"Take back the pin of an environment; what waits for it goes on."},
    footer = {"%nExamples:", "  unpin --environment prod --reason 'books are closed'"})
final class UnpinCommand implements Callable<Integer> {
  private final Tool tool;
  @Mixin CommonOptions common = new CommonOptions();

  @Option(names = "--environment", required = true, description = "Where.")
  String environment = "";

  @Mixin ReasonOption reason = new ReasonOption();

  UnpinCommand(Tool tool) {
    this.tool = tool;
  }

  @Override
  public Integer call() {
    EnvironmentName where = Environments.named(tool, environment);
    return GiveOrder.give(
        tool, common, reason.text, (person, asked) -> Order.unpin(where, person, asked.reason()));
  }
}
