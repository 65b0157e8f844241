package dev.lockflight.connector.databricks;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Whether a table can be restored, and if not why.
 *
 * @see <a href="https://docs.databricks.com/aws/en/delta/history">Work with table history</a>
 */
final class Feasibility {
  /** {@code delta.deletedFileRetentionDuration} when nobody has set it. */
  private static final Duration USUAL_RETENTION = Duration.ofDays(7);

  private Feasibility() {}

  /** What RESTORE cannot do for a relation of this kind. */
  static Optional<String> obstacle(DeltaTable.Kind kind) {
    String type = kind.type();
    if (type.contains("MATERIALIZED")) {
      return Optional.of("is a materialized view, which RESTORE does not take: refresh it");
    }
    if (type.contains("STREAMING")) {
      return Optional.of("is a streaming table, which RESTORE does not take: refresh it in full");
    }
    if (type.contains("VIEW")) {
      return Optional.of("is a view, which has no data: deploy the last verified release again");
    }
    if (type.contains("CLONE")) {
      return Optional.of("is a shallow clone: restore its source and clone it again");
    }
    if (!kind.provider().isEmpty() && !kind.provider().equals("DELTA")) {
      return Optional.of("is no Delta table but " + kind.provider() + ", which has no history");
    }
    return Optional.empty();
  }

  /** Why the saved version cannot be had now; empty when it can. */
  static Optional<String> obstacle(DeltaTable table, SavedTable saved, DeltaCommit newest)
      throws SQLException {
    long commits = newest.version() - saved.version() + 1;
    if (commits < 1) {
      return Optional.of(recreated(saved));
    }
    List<DeltaCommit> since = table.history(commits);
    DeltaCommit then = since.get(since.size() - 1);
    if (then.version() != saved.version()) {
      return Optional.of(
          "version "
              + saved.version()
              + " is no longer in its history, which begins with "
              + then.version()
              + ": rebuild it at the last verified commit");
    }
    if (!then.at().equals(saved.committed())) {
      return Optional.of(recreated(saved));
    }
    return since.stream()
        .filter(DeltaCommit::isVacuum)
        .filter(vacuum -> reaches(vacuum, saved))
        .findFirst()
        .map(vacuum -> "files of version " + saved.version() + " were vacuumed at " + vacuum.at());
  }

  /** What was removed since the savepoint is gone if that was longer ago than the retention. */
  private static boolean reaches(DeltaCommit vacuum, SavedTable saved) {
    Duration kept = vacuum.vacuumRetention().orElse(USUAL_RETENTION);
    return vacuum.at().minus(kept).isAfter(saved.committed());
  }

  private static String recreated(SavedTable saved) {
    return "was dropped and made anew since version "
        + saved.version()
        + ": undrop the old one, or rebuild it at the last verified commit";
  }
}
