package dev.lockflight.connector.cli;

import dev.lockflight.EnvironmentName;
import dev.lockflight.Order;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "veto",
    description = {
      "Never again this release: it may not enter, is no target of a rollback, and does not",
      "count as verified. unveto takes it back."
    },
    footer = {
      "%nExamples:",
      "  veto --commit 4f2a1c9 --reason 'leaks names'",
      "  veto --commit 4f2a1c9 --environment prod --reason 'drops revenue'"
    })
final class VetoCommand implements Callable<Integer> {
  private final Tool tool;
  @Mixin CommonOptions common = new CommonOptions();
  @Mixin VetoOptions about = new VetoOptions();
  @Mixin ReasonOption reason = new ReasonOption();

  VetoCommand(Tool tool) {
    this.tool = tool;
  }

  @Override
  public Integer call() {
    EnvironmentName where = about.where(tool);
    return GiveOrder.withReason(
        tool,
        common,
        reason,
        (person, asked) -> new Order.Veto(where, about.meant(asked), person, asked.reason()));
  }
}
