package dev.lockflight.connector.databricks;

import dev.lockflight.connector.http.JsonTree;
import java.util.Map;
import java.util.Set;

/**
 * How far a run or task is, read from both vocabularies of the Jobs API: {@code status} and the
 * older {@code state}. A word nobody has heard of is not the end of a run, and no success.
 *
 * @param word as Databricks said it last
 * @param code why it ended, such as {@code RUN_EXECUTION_ERROR}; empty when it was not said
 * @param message Databricks' words
 */
public record RunState(Phase phase, Outcome outcome, String word, String code, String message) {
  /** Where it is. */
  public enum Phase {
    WAITING,
    RUNNING,
    ENDED
  }

  /** What came of it. */
  public enum Outcome {
    /** It has not ended. */
    OPEN,
    SUCCEEDED,
    /** The run came to its end, but not every task succeeded. */
    SUCCEEDED_WITH_FAILURES,
    FAILED,
    TIMED_OUT,
    CANCELED,
    /** It was never started: skipped, excluded or disabled. */
    NOT_RUN
  }

  private static final Set<String> WAITING =
      Set.of("BLOCKED", "PENDING", "QUEUED", "WAITING", "WAITING_FOR_RETRY");
  private static final Set<String> ENDED = Set.of("TERMINATED", "SKIPPED", "INTERNAL_ERROR");
  private static final Map<String, Outcome> OUTCOMES =
      Map.of(
          "SUCCESS", Outcome.SUCCEEDED,
          "SUCCESS_WITH_FAILURES", Outcome.SUCCEEDED_WITH_FAILURES,
          "TIMEDOUT", Outcome.TIMED_OUT,
          "CANCELED", Outcome.CANCELED,
          "USER_CANCELED", Outcome.CANCELED,
          "UPSTREAM_CANCELED", Outcome.CANCELED,
          "SKIPPED", Outcome.NOT_RUN,
          "EXCLUDED", Outcome.NOT_RUN,
          "DISABLED", Outcome.NOT_RUN);

  /** The state of a run or of one of its tasks. */
  static RunState of(JsonTree run) {
    String status = run.at("status", "state").optionalText().orElse("");
    String life = run.at("state", "life_cycle_state").optionalText().orElse("");
    String result = run.at("state", "result_state").optionalText().orElse("");
    JsonTree details = run.at("status", "termination_details");
    String code = details.at("code").optionalText().orElse("");
    String message =
        details
            .at("message")
            .optionalText()
            .orElse(run.at("state", "state_message").optionalText().orElse(""));
    Phase phase = phase(status.isEmpty() ? life : status);
    if (phase != Phase.ENDED) {
      return new RunState(phase, Outcome.OPEN, status.isEmpty() ? life : status, code, message);
    }
    String word = !result.isEmpty() ? result : !code.isEmpty() ? code : life;
    return new RunState(phase, outcome(word), word, code, message);
  }

  private static Phase phase(String word) {
    if (ENDED.contains(word)) {
      return Phase.ENDED;
    }
    return WAITING.contains(word) ? Phase.WAITING : Phase.RUNNING;
  }

  private static Outcome outcome(String word) {
    return OUTCOMES.getOrDefault(word, Outcome.FAILED);
  }

  public boolean hasEnded() {
    return phase == Phase.ENDED;
  }

  public boolean hasSucceeded() {
    return outcome == Outcome.SUCCEEDED;
  }

  @Override
  public String toString() {
    String why = code.isEmpty() || code.equals(word) ? "" : " (" + code + ")";
    return word + why + (message.isEmpty() ? "" : ": " + message);
  }
}
