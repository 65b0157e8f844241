package dev.lockflight.connector.terraform;

import java.util.Arrays;
import java.util.List;

/** Why Terraform could not do its work, and what to do next. */
public enum TerraformProblem {
  /** Somebody else works on the state. */
  STATE_LOCKED(
      true,
      "Another Terraform works on this state; retry when it has ended, and if the process that held"
          + " the lock is dead, free it with terraform force-unlock and the ID above",
      "acquiring the state lock"),
  /** The state was changed since the plan was made, for example by applying that plan. */
  STALE_PLAN(
      false,
      "The state was changed after the plan was made, so what was approved is not what would"
          + " happen; start a new run, which plans anew and asks again",
      "Saved plan is stale",
      "Saved plan does not match the given state"),
  /** The file is not the one that was planned, or is gone. */
  PLAN_NOT_APPROVED(false, "Nothing was applied; start a new run, which plans anew and asks again"),
  /** Providers, modules or the backend are not there. */
  NOT_INITIALISED(
      false,
      "Run a step terraform.init() before, in the same directory, without withoutBackend() where"
          + " the state is needed",
      "terraform init",
      "Module not installed",
      "Backend initialization required",
      "Missing required provider",
      "Inconsistent dependency lock file"),
  /** The changes were made, but the state could not be written. */
  STATE_NOT_SAVED(
      false,
      "The world has changed and the state does not know: push errored.tfstate with terraform state"
          + " push before anything else",
      "Failed to save state",
      "Error saving state",
      "Failed to persist state"),
  /** A service did not answer. */
  UNREACHABLE(
      true,
      "Look whether the network and the service are up; retry",
      "connection refused",
      "connection reset",
      "i/o timeout",
      "TLS handshake timeout",
      "Client.Timeout exceeded",
      "no such host",
      "503 Service Unavailable",
      "429 Too Many Requests"),
  /** What was asked to apply changed part of the world. */
  APPLY_FAILED(
      false,
      "Some resources may have been changed and the state knows which; correct the cause and start"
          + " a new run"),
  /** Anything else; Terraform's own words say what. */
  BROKEN(false, "Correct the configuration or its variables and start a new run");

  private final boolean passing;
  private final String advice;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> signs;

  TerraformProblem(boolean passing, String advice, String... signs) {
    this.passing = passing;
    this.advice = advice;
    this.signs = List.of(signs);
  }

  /** Whether trying again can help. */
  public boolean isTransient() {
    return passing;
  }

  public String advice() {
    return advice;
  }

  /** What these words mean, and {@code otherwise} when they are known for nothing. */
  static TerraformProblem of(String words, TerraformProblem otherwise) {
    return Arrays.stream(values())
        .filter(problem -> problem.signs.stream().anyMatch(words::contains))
        .findFirst()
        .orElse(otherwise);
  }
}
