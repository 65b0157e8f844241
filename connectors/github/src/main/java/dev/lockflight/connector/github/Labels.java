package dev.lockflight.connector.github;

import dev.lockflight.connector.http.Answer;
import dev.lockflight.connector.http.Request;
import java.util.List;
import java.util.Map;

/** Labels of pull requests and issues. Thread-safe. */
public final class Labels {
  private static final String LABELS = "/issues/{issue_number}/labels";

  private final RepositoryCalls calls;

  Labels(RepositoryCalls calls) {
    this.calls = calls;
  }

  public List<String> list(long number) throws InterruptedException {
    return calls
        .api()
        .all(calls.get(LABELS, number), "", json -> json.at("name").text(), Permission.ISSUES_READ);
  }

  /** Those it has already stay. */
  public void add(long number, String... labels) throws InterruptedException {
    Request request =
        calls.post(LABELS, number).json(Map.of("labels", List.of(labels))).repeatable();
    Answer unused = calls.api().send(request, Permission.ISSUES_WRITE);
  }

  /** Nothing happens when it is not there. */
  public void remove(long number, String label) throws InterruptedException {
    Request request = calls.delete(LABELS + "/{name}", number, label).accepting(404);
    Answer unused = calls.api().send(request, Permission.ISSUES_WRITE);
  }
}
