package dev.lockflight.connector.github;

import dev.lockflight.connector.http.JsonTree;
import java.util.HashMap;
import java.util.Map;

/**
 * The conversations about lines of a pull request; only GraphQL tells whether they are resolved.
 */
record Conversations(RepositoryCalls calls) {
  private static final String THREADS =
      """
      query($owner: String!, $name: String!, $number: Int!, $after: String) {
        repository(owner: $owner, name: $name) {
          pullRequest(number: $number) {
            reviewThreads(first: 100, after: $after) {
              pageInfo { hasNextPage endCursor }
              nodes { isResolved }
            }
          }
        }
      }
      """;

  int open(long number) throws InterruptedException {
    Map<String, Object> variables = new HashMap<>();
    variables.put("owner", calls.name().owner());
    variables.put("name", calls.name().name());
    variables.put("number", number);
    int open = 0;
    while (true) {
      JsonTree threads =
          calls
              .api()
              .query(THREADS, variables, Permission.PULLS_READ)
              .at("repository", "pullRequest", "reviewThreads");
      for (JsonTree thread : threads.at("nodes").items()) {
        open += thread.at("isResolved").isTrue() ? 0 : 1;
      }
      if (!threads.at("pageInfo", "hasNextPage").isTrue()) {
        return open;
      }
      variables.put("after", threads.at("pageInfo", "endCursor").text());
    }
  }
}
