package dev.lockflight.examples;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The environment that a job of GitHub Actions finds. */
public final class SimulatedJob {
  private SimulatedJob() {}

  /** The pull request that started it. */
  public record Pull(long number, String head, String base, String commit) {}

  /**
   * A job that a pull request of acme/warehouse has started.
   *
   * @param directory where its files are: event.json, summary and output
   */
  public static Map<String, String> startedBy(Pull pull, Path directory, URI api)
      throws IOException {
    String payload =
        """
        {"action": "opened", "number": %s,
         "pull_request": {"number": %s, "user": {"login": "alice"},
           "head": {"ref": "%s", "sha": "%s", "repo": {"full_name": "acme/warehouse"}},
           "base": {"ref": "%s", "repo": {"full_name": "acme/warehouse"}}},
         "repository": {"full_name": "acme/warehouse"},
         "sender": {"login": "alice", "type": "User"}}
        """
            .formatted(pull.number(), pull.number(), pull.head(), pull.commit(), pull.base());
    Path event = Files.writeString(directory.resolve("event.json"), payload);
    Map<String, String> environment = new HashMap<>();
    environment.put("GITHUB_ACTIONS", "true");
    environment.put("GITHUB_EVENT_NAME", "pull_request");
    environment.put("GITHUB_EVENT_PATH", event.toString());
    environment.put("GITHUB_SHA", "f".repeat(40));
    environment.put("GITHUB_REPOSITORY", "acme/warehouse");
    environment.put("GITHUB_RUN_ID", "42");
    environment.put("GITHUB_API_URL", api.toString());
    environment.put("GITHUB_TOKEN", "ghs_job");
    environment.put("GITHUB_STEP_SUMMARY", directory.resolve("summary").toString());
    environment.put("GITHUB_OUTPUT", directory.resolve("output").toString());
    return environment;
  }
}
