package dev.lockflight.report;

import dev.lockflight.Cause;
import dev.lockflight.Evidence;
import dev.lockflight.run.Origin;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Small phrases that several reports share. */
final class Words {
  private Words() {}

  static String cause(Cause cause) {
    String how =
        switch (cause.kind()) {
          case PUSH -> "a push to " + cause.ref();
          case PULL_REQUEST -> "a pull request from " + cause.ref() + " into " + cause.target();
          case TAG -> "the tag " + cause.ref();
          case CRON -> "the schedule " + cause.ref();
          case MANUAL -> "hand";
          case UPSTREAM -> "the success of " + cause.ref();
          case FAILURE -> "the failure of " + cause.ref() + " in " + cause.target();
        };
    return how + " (" + cause.by().name() + ", vouched by " + cause.by().vouchedBy() + ")";
  }

  static Optional<String> origin(Origin origin) {
    if (origin.kind() == Origin.Kind.START) {
      return plan(origin);
    }
    if (origin.kind() == Origin.Kind.HOTFIX) {
      String applied = plan(origin).map(plan -> ", " + plan).orElse("");
      return Optional.of("HOTFIX: " + origin.reason() + applied);
    }
    return origin
        .earlierRun()
        .map(
            earlier ->
                (origin.kind() == Origin.Kind.RERUN ? "rerun of " : "rollback of ")
                    + earlier
                    + (origin.stage() == null ? "" : ", stage " + origin.stage())
                    + (origin.reason().isBlank() ? "" : ": " + origin.reason()));
  }

  private static Optional<String> plan(Origin origin) {
    return origin.appliedPlan().map(plan -> "applied from plan " + plan.brief());
  }

  /** The moment to the second. */
  static String moment(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  static String evidence(Evidence evidence) {
    return evidence.name()
        + ": "
        + evidence.observed()
        + (evidence.expected().isBlank() ? "" : ", expected " + evidence.expected())
        + (evidence.source().isBlank() ? "" : " [" + evidence.source() + "]");
  }

  /** Those that are not blank. */
  static String joined(String between, String... parts) {
    return Arrays.stream(parts)
        .filter(part -> !part.isBlank())
        .collect(Collectors.joining(between));
  }
}
