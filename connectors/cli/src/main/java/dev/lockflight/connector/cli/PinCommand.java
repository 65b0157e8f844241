package dev.lockflight.connector.cli;

import dev.lockflight.EnvironmentName;
import dev.lockflight.Order;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "pin",
    description = {"Let no other release into an environment, whoever starts it, until unpin."},
    footer = {
      "%nExamples:",
      "  pin --environment prod --reason 'year end'",
      "  pin --environment prod --until 2027-01-04T06:00:00Z --reason 'year end'",
      "  pin --environment prod --commit 4f2a1c9 --until 3d --reason 'under audit'"
    })
final class PinCommand implements Callable<Integer> {
  private final Tool tool;
  @Mixin CommonOptions common = new CommonOptions();

  @Option(names = "--environment", required = true, description = "Where.")
  String environment = "";

  @Option(names = "--commit", description = "The release that stays. Default: what is there now.")
  @Nullable String commit;

  @Option(
      names = "--until",
      paramLabel = "<moment>",
      description = "When it ends by itself: 2027-01-04T06:00:00Z, or from now 90m, 12h, 3d.")
  @Nullable String until;

  @Mixin ReasonOption reason = new ReasonOption();

  PinCommand(Tool tool) {
    this.tool = tool;
  }

  @Override
  public Integer call() {
    EnvironmentName where = Environments.named(tool, environment);
    Instant end = until == null ? null : Until.read(until, tool.place().clock().instant());
    return GiveOrder.withReason(
        tool,
        common,
        reason,
        (person, asked) ->
            new Order.Pin(
                where,
                commit == null ? null : Commit.meant(asked.session(), asked.store(), commit),
                end,
                person,
                asked.reason()));
  }
}
