package dev.lockflight.connector.databricks;

import dev.lockflight.FailureClass;
import dev.lockflight.connector.http.Answer;
import dev.lockflight.connector.http.Problem;
import dev.lockflight.connector.http.ProblemReader;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What Databricks means by its errors: a wrong token is a 403, a job that is not there a 400, and a
 * code may be a number.
 */
final class DatabricksProblems implements ProblemReader {
  private static final Pattern NOT_THERE =
      Pattern.compile("(Job|Run|Cluster|Warehouse|Run:) .* (does not|doesn't) exist.*");

  /** Told before anything was done, so that any call may be repeated: the official SDKs' list. */
  private static final Pattern NOT_BEGUN =
      Pattern.compile(
          ".*(UnknownWorkerEnvironmentException|Unknown worker environment|ClusterNotReadyException"
              + "|does not have any associated worker environments"
              + "|There is no worker environment with id).*");

  private static final Set<String> PASSING =
      Set.of("TEMPORARILY_UNAVAILABLE", "RESOURCE_EXHAUSTED", "REQUEST_LIMIT_EXCEEDED", "ABORTED");

  @Override
  public Problem read(Problem problem, Answer answer) {
    String path = answer.uri().getPath();
    String message = problem.message();
    if (NOT_BEGUN.matcher(message).matches()) {
      return problem.refused();
    }
    return switch (answer.status()) {
      case 400 -> badRequest(problem);
      case 401 -> problem.advising(unauthenticated(path));
      case 403 -> forbidden(problem, path);
      case 404 -> problem.advising("check the name; to see it takes: " + Permission.forPath(path));
      case 409 ->
          PASSING.contains(problem.code()) ? problem.failing(FailureClass.TRANSIENT) : problem;
      default -> problem;
    };
  }

  private static Problem badRequest(Problem problem) {
    if (NOT_THERE.matcher(problem.message()).matches()) {
      return problem
          .withCode("RESOURCE_DOES_NOT_EXIST")
          .advising("check the id and that it is one of this workspace");
    }
    return problem;
  }

  private static Problem forbidden(Problem problem, String path) {
    boolean token =
        problem.message().contains("Invalid access token")
            || problem.message().contains("invalid token");
    return token
        ? problem
            .withCode("INVALID_ACCESS_TOKEN")
            .advising(
                "the token is wrong, expired, revoked or of another workspace: make a new one")
        : problem.advising("it needs: " + Permission.forPath(path));
  }

  private static String unauthenticated(String path) {
    return path.startsWith("/oidc")
        ? "check client id, OAuth secret, and that the service principal is in this workspace"
        : "no credentials came, or of a kind this workspace does not take: check the token's kind";
  }
}
