package dev.lockflight.connector.cli;

import dev.lockflight.Cause;
import dev.lockflight.Principal;
import dev.lockflight.engine.StartRequest;
import dev.lockflight.plan.Plan;
import dev.lockflight.report.PlanReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a plan that was made earlier says is to be started. */
final class PlanOption {
  @Option(
      names = "--plan",
      paramLabel = "<file>",
      description = {
        "Start what this plan shows (plan --format json --out <file>);",
        "refused when something it shows has changed since."
      })
  @Nullable Path file;

  Plan read(Session session) {
    Path named = file == null ? Path.of("") : file;
    Path place = session.tool().place().directory().resolve(named);
    try {
      return PlanReport.read(Files.readString(place));
    } catch (IOException e) {
      throw CommandFailedException.usage("the plan cannot be read: " + e);
    }
  }

  /** Who applies the plan is the initiator, whoever made it; a schedule's is the engine. */
  StartRequest request(Plan plan, Session session) {
    Cause shown = plan.start().cause();
    Principal by = shown.kind() == Cause.Kind.CRON ? Principal.ENGINE : session.tool().user();
    warnOfOtherTree(plan, session);
    Cause cause =
        new Cause(shown.kind(), shown.ref(), shown.target(), by, shown.authors(), shown.inputs());
    return new StartRequest(plan.start().pipeline(), cause, plan.start().release());
  }

  /** The release is the plan's, and what steps read from the work tree may be another. */
  private static void warnOfOtherTree(Plan plan, Session session) {
    String planned = plan.start().release().commit();
    new Git(session.tool().place().directory())
        .commit()
        .filter(head -> !head.startsWith(planned))
        .ifPresent(
            head ->
                session
                    .printer()
                    .warn("the plan releases " + planned + ", git's HEAD here is " + head));
  }
}
