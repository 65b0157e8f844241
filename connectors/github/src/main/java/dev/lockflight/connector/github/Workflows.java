package dev.lockflight.connector.github;

import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.connector.http.Answer;
import dev.lockflight.connector.http.Request;
import java.util.Map;

/** GitHub's workflows. Thread-safe. */
public final class Workflows {
  private final RepositoryCalls calls;

  Workflows(RepositoryCalls calls) {
    this.calls = calls;
  }

  /**
   * Starts a workflow and waits for its end.
   *
   * @param workflow its file's name, for example {@code deploy.yml}
   * @param ref the branch or tag whose workflow it is
   */
  public WorkflowDispatch dispatch(String workflow, String ref) {
    return new WorkflowDispatch(calls, workflow, ref, Map.of(), true);
  }

  public WorkflowRuns runs() {
    return new WorkflowRuns(calls);
  }

  /**
   * Sends an event that workflows may wait for by {@code on: repository_dispatch}.
   *
   * @param payload at most ten entries
   */
  public void event(String type, Map<String, String> payload) throws InterruptedException {
    if (type.length() > 100 || payload.size() > 10) {
      throw new InvalidDefinitionException(
          "GitHub takes event types of 100 characters and payloads of 10 entries: " + type);
    }
    Request request =
        calls
            .post("/dispatches")
            .json(Fields.of("event_type", type).and("client_payload", payload).map());
    Answer unused = calls.api().send(request, Permission.CONTENTS_WRITE);
  }
}
