package dev.lockflight.testkit.databricks;

import dev.lockflight.RetryPolicy;
import dev.lockflight.connector.http.Credentials;
import dev.lockflight.connector.http.HostLimits;
import dev.lockflight.connector.http.RestClient;
import dev.lockflight.connector.http.RestSettings;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A workspace and a client of it that tries everything once. */
abstract class WorkspaceTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  protected LocalWorkspace workspace;
  protected String token;
  protected RestClient client;

  @BeforeEach
  void start() {
    workspace = LocalWorkspace.start(threads);
    token = workspace.tokens().personal();
    client = clientWith(Credentials.bearer(token));
  }

  protected RestClient clientWith(Credentials credentials) {
    return RestClient.open(
        RestSettings.of(workspace.host())
            .credentials(credentials)
            .limits(HostLimits.usual().withoutBreaker())
            .retry(RetryPolicy.NEVER));
  }

  @AfterEach
  void stop() {
    client.close();
    workspace.close();
    threads.shutdownNow();
  }
}
