package dev.lockflight.connector.cli;

import dev.lockflight.EnvironmentName;
import dev.lockflight.Order;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "unveto",
    description = {
      "Take back a veto, where it was given: one of every environment and one of a single",
      "environment are two vetoes."
    },
    footer = {"%nExamples:", "  unveto --commit 4f2a1c9 --reason 'it was the test'"})
final class UnvetoCommand implements Callable<Integer> {
  private final Tool tool;
  @Mixin CommonOptions common = new CommonOptions();
  @Mixin VetoOptions about = new VetoOptions();
  @Mixin ReasonOption reason = new ReasonOption();

  UnvetoCommand(Tool tool) {
    this.tool = tool;
  }

  @Override
  public Integer call() {
    EnvironmentName where = about.where(tool);
    return GiveOrder.withReason(
        tool,
        common,
        reason,
        (person, asked) -> new Order.LiftVeto(where, about.meant(asked), person, asked.reason()));
  }
}
