package dev.lockflight.testkit.databricks;

/**
 * How a task ended. Immutable.
 *
 * @param resultState the vendor's word, such as SUCCESS or FAILED
 * @param result what a notebook exits with; empty when it exits with nothing
 * @param error the message of what it failed with
 */
public record TaskOutcome(String resultState, String result, String error, String logs) {
  /** It worked; a notebook exits with this text. */
  public static TaskOutcome succeeded(String result) {
    return new TaskOutcome("SUCCESS", result, "", "");
  }

  /** It worked, and says nothing. */
  public static TaskOutcome succeeded() {
    return succeeded("");
  }

  /** It failed with this message. */
  public static TaskOutcome failed(String error) {
    return new TaskOutcome("FAILED", "", error, "");
  }

  /** With what it wrote while it worked. */
  public TaskOutcome logging(String logs) {
    return new TaskOutcome(resultState, result, error, logs);
  }

  boolean isSuccess() {
    return resultState.equals("SUCCESS");
  }
}
