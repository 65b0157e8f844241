package dev.lockflight.testkit.assertion;

import dev.lockflight.ItemPath;
import dev.lockflight.StageName;
import dev.lockflight.report.Place;
import dev.lockflight.run.ItemKey;
import java.util.Optional;

/** The text of a failed assertion on a run. */
final class Mismatch {
  private final RunRecord record;
  private final Optional<Place> here;

  private Mismatch(RunRecord record, Optional<Place> here) {
    this.record = record;
    this.here = here;
  }

  static Mismatch in(RunRecord record) {
    return new Mismatch(record, Optional.empty());
  }

  static Mismatch at(RunRecord record, StageName stage) {
    return new Mismatch(record, Optional.of(Place.of(stage)));
  }

  static Mismatch at(RunRecord record, ItemPath item) {
    return new Mismatch(record, Optional.of(Place.of(item.stage(), ItemKey.of(item))));
  }

  /** Where the run was decided, or stands. */
  static Mismatch whereDecided(RunRecord record) {
    Turning turning = Turning.of(record);
    return turning.items().stream()
        .findFirst()
        .map(item -> at(record, item))
        .or(() -> turning.stages().stream().findFirst().map(stage -> at(record, stage)))
        .orElseGet(() -> in(record));
  }

  String text(String expected, String actual) {
    return String.format(
        "%nExpecting %s%nbut %s%n%n%s",
        expected, actual, here.map(record::outline).orElseGet(record::outline));
  }
}
