package dev.lockflight.connector.airflow;

import dev.lockflight.connector.http.Answer;
import dev.lockflight.connector.http.JsonTree;
import dev.lockflight.connector.http.Problem;
import dev.lockflight.connector.http.ProblemReader;
import dev.lockflight.connector.http.RestException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What Airflow means by its errors: {@code detail} is a text, an object with a reason, or a list of
 * fields, and Airflow 3 answers 403 to a token it does not know.
 */
record AirflowProblems(AirflowApi api) implements ProblemReader {
  @Override
  public Problem read(Problem problem, Answer answer) {
    String path = answer.uri().getPath();
    Problem said = said(problem, answer);
    return switch (answer.status()) {
      case 401 -> said.advising(unauthenticated(path));
      case 403 -> said.advising(forbidden(said, path));
      case 404, 405 -> said.advising(notFound(said, answer));
      default -> said;
    };
  }

  private static Problem said(Problem problem, Answer answer) {
    try {
      JsonTree detail = answer.json().at("detail");
      if (detail.at("reason").isPresent()) {
        String cause = detail.at("orig_error").optionalText().map(text -> ": " + text).orElse("");
        return problem.withMessage(detail.at("reason").text() + cause);
      }
      List<JsonTree> fields = detail.isPresent() && isList(detail) ? detail.items() : List.of();
      return fields.isEmpty() ? problem : problem.withMessage(told(fields));
    } catch (RestException e) {
      return problem; // no JSON: the usual places have told all there is
    }
  }

  private static boolean isList(JsonTree tree) {
    return tree.toString().startsWith("[");
  }

  private static String told(List<JsonTree> fields) {
    return fields.stream()
        .map(
            field ->
                field.at("loc").items().stream()
                        .map(part -> part.optionalText().orElse("?"))
                        .collect(Collectors.joining("."))
                    + ": "
                    + field.at("msg").optionalText().orElse("?"))
        .collect(Collectors.joining("; "));
  }

  private static String unauthenticated(String path) {
    return path.endsWith("/auth/token")
        ? "check the user and the password"
        : "check the credentials; Airflow 2 takes a password only when [api] auth_backends has"
            + " airflow.api.auth.backend.basic_auth";
  }

  private static String forbidden(Problem said, String path) {
    return said.message().contains("JWT")
        ? "the token is expired, or not of this Airflow: log in again"
        : "it needs: " + permission(path);
  }

  /** As the FAB auth manager calls them, also in Airflow 3. */
  private static String permission(String path) {
    if (path.contains("/logs/")) {
      return "can read on Task Logs, Task Instances, DAG Runs and the DAG";
    }
    if (path.contains("/taskInstances")) {
      return "can read on Task Instances, DAG Runs and the DAG";
    }
    if (path.contains("/dagRuns/")) {
      return "can read on DAG Runs and the DAG; to stop a run can edit on both";
    }
    if (path.endsWith("/dagRuns")) {
      return "can create and can read on DAG Runs, can edit on the DAG";
    }
    return path.endsWith("/importErrors")
        ? "can read on ImportError"
        : "can read on the DAG; to unpause it can edit";
  }

  /**
   * What Airflow says itself has a detail; a page, or the framework's bare words, are another's.
   */
  private String notFound(Problem said, Answer answer) {
    if (said.message().contains("/api/v1 has been removed")) {
      return "this is Airflow 3: leave out airflow2()";
    }
    boolean known = answer.text().contains("\"detail\"") && !said.message().equals("Not Found");
    return known || api == AirflowApi.V1
        ? "check the name, and that the credentials may see it"
        : "check the address; if it is an Airflow 2, say so with airflow2()";
  }
}
