package dev.lockflight.run;

import dev.lockflight.RunId;
import dev.lockflight.StageName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a run comes from.
 *
 * @param of the earlier run that is rerun or rolled back
 * @param stage the stage it is rerun from, or whose deployment is rolled back
 */
public record Origin(Kind kind, @Nullable RunId of, @Nullable StageName stage, String reason) {
  /** What kind of run it is. */
  public enum Kind {
    START,
    RERUN,
    ROLLBACK
  }

  public static final Origin START = new Origin(Kind.START, null, null, "");

  public static Origin rerun(RunId of, StageName from, String reason) {
    return new Origin(Kind.RERUN, of, from, reason);
  }

  public static Origin rollback(RunId of, StageName stage, String reason) {
    return new Origin(Kind.ROLLBACK, of, stage, reason);
  }

  /** Whether this run only rolls that stage back. */
  public boolean rollsBack(StageName candidate) {
    return kind == Kind.ROLLBACK && candidate.equals(stage);
  }

  public Optional<RunId> earlierRun() {
    return Optional.ofNullable(of);
  }
}
