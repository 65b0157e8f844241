package dev.lockflight.connector.cli;

import dev.lockflight.EnvironmentName;
import dev.lockflight.Order;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

  @Option(names = "--commit", required = true, description = "The release, by its commit.")
  String commit = "";

  @Option(names = "--environment", description = "Where. Default: in every environment.")
  @Nullable String environment;

  @Mixin ReasonOption reason = new ReasonOption();

  VetoCommand(Tool tool) {
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
            new Order.Veto(
                where,
                Commit.meant(asked.session(), asked.store(), commit),
                person,
                asked.reason()));
  }
}
