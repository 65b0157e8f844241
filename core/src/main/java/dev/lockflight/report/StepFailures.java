package dev.lockflight.report;

import dev.lockflight.ItemPath;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.StepEvent.StepFailed;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The last failure of each step, which the journal tells in more detail than the run. */
record StepFailures(Map<ItemPath, StepFailed> byStep) {
  static final StepFailures NONE = new StepFailures(Map.of());

  static StepFailures of(Iterable<JournalEntry> journal) {
    Map<ItemPath, StepFailed> last = new HashMap<>();
    for (JournalEntry entry : journal) {
      if (entry.event() instanceof StepFailed failed) {
        last.put(failed.step(), failed);
      }
    }
    return new StepFailures(last);
  }

  Optional<StepFailed> of(ItemPath step) {
    return Optional.ofNullable(byStep.get(step));
  }
}
