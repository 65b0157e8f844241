package dev.lockflight.connector.cli;

import dev.lockflight.EnvironmentName;
import dev.lockflight.Order;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

  @Option(names = "--commit", required = true, description = "The release, by its commit.")
  String commit = "";

  @Option(names = "--environment", description = "Where. Default: in every environment.")
  @Nullable String environment;

  @Mixin ReasonOption reason = new ReasonOption();

  UnvetoCommand(Tool tool) {
    this.tool = tool;
  }

  @Override
  public Integer call() {
    EnvironmentName where = environment == null ? null : Environments.named(tool, environment);
    return GiveOrder.withReason(
        tool,
        common,
        reason,
        (person, asked) ->
            new Order.LiftVeto(
                where,
                Commit.meant(asked.session(), asked.store(), commit),
                person,
                asked.reason()));
  }
}
