package dev.lockflight.engine;

import dev.lockflight.Evidence;
import dev.lockflight.FailureClass;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of running, submitting or polling a step. */
sealed interface StepResult {
  /** It is done; the value is JSON. */
  record Done(@Nullable String value, Map<String, String> artifacts) implements StepResult {}

  /** The remote side has taken it. */
  record Submitted(String handle) implements StepResult {}

  /** The remote side is still at it. */
  record Running(Duration againIn) implements StepResult {}

  /** The attempt failed. */
  record Failed(FailureClass failureClass, String message, List<Evidence> evidence)
      implements StepResult {}
}
