package dev.lockflight.connector.kubernetes;

import dev.lockflight.Evidence;
import dev.lockflight.StepFailedException;
import dev.lockflight.connector.process.CommandResult;
import java.util.Arrays;
import java.util.List;

/** What kubectl's words mean; its exit code is 1 for everything. The order decides. */
@SuppressWarnings("ImmutableEnumChecker") // lists made by List.of
enum KubectlProblem {
  UNREACHABLE(
      true,
      "The API server does not answer; look at the cluster and the network, and retry",
      "connection refused",
      "was refused",
      "i/o timeout",
      "no such host",
      "TLS handshake timeout",
      "connection reset",
      "Unable to connect to the server",
      "ServiceUnavailable",
      "(Timeout)",
      "(TooManyRequests)",
      "etcdserver:"),
  NOT_LOGGED_IN(
      false,
      "The credentials of this context are not accepted; renew them",
      "Unauthorized",
      "must be logged in"),
  NO_CONTEXT(
      false,
      "Correct the context, or hand over the kubeconfig that has it",
      "context was not found",
      "does not exist"),
  REFUSED(
      false,
      "Correct the manifest",
      "is invalid",
      "(BadRequest)",
      "(Invalid)",
      "denied the request",
      "exceeded quota",
      "violates PodSecurity",
      "unknown field",
      "error validating",
      "no matches for kind",
      "(Conflict)",
      "field is immutable"),
  /** Behind REFUSED, because admission answers Forbidden too. */
  NOT_ALLOWED(false, "The user of this context may not do that; grant it the role", "orbidden"),
  UNKNOWN(false, "Its own words say why; correct that and retry");

  private final boolean passing;
  private final String advice;
  private final List<String> signs;

  KubectlProblem(boolean passing, String advice, String... signs) {
    this.passing = passing;
    this.advice = advice;
    this.signs = List.of(signs);
  }

  String advice() {
    return advice;
  }

  static KubectlProblem of(String words) {
    return Arrays.stream(values())
        .filter(problem -> problem.signs.stream().anyMatch(words::contains))
        .findFirst()
        .orElse(UNKNOWN);
  }

  static StepFailedException failure(String what, CommandResult result) {
    String words = (result.output().text() + "\n" + result.errors().text()).strip();
    KubectlProblem problem = of(words);
    String message = what + " failed: " + words + ". " + problem.advice;
    Evidence evidence = Evidence.of(what, "exit code " + result.exitCode(), 0, result.logFile());
    return problem.passing
        ? StepFailedException.transientFailure(message, evidence)
        : StepFailedException.fatal(message, evidence);
  }
}
