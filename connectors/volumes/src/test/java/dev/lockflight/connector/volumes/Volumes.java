package dev.lockflight.connector.volumes;

import dev.lockflight.RetryPolicy;
import dev.lockflight.Secret;
import dev.lockflight.SecretSource;
import dev.lockflight.connector.databricks.Databricks;
import dev.lockflight.connector.databricks.DatabricksAuth;
import dev.lockflight.connector.databricks.DatabricksSettings;
import dev.lockflight.connector.http.HostLimits;
import dev.lockflight.testkit.databricks.LocalWorkspace;
import dev.lockflight.testkit.fake.SettableClock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A workspace with as many volumes as a test wants. Waits only move its clock. */
final class Volumes implements AutoCloseable {
  final SettableClock clock = SettableClock.startingAt(Instant.parse("2026-03-01T12:00:00Z"));
  private final ExecutorService threads = Executors.newCachedThreadPool();
  final LocalWorkspace workspace = LocalWorkspace.start(threads, clock);
  final Databricks databricks = open(workspace.tokens().personal(), RetryPolicy.upTo(4));
  final Databricks impatient = open(workspace.tokens().personal(), RetryPolicy.NEVER);
  private int made;

  Databricks open(String token, RetryPolicy retry) {
    return Databricks.open(
        DatabricksAuth.token(workspace.host(), Secret.of("token")),
        DatabricksSettings.usual()
            .secrets(SecretSource.of(Map.of("token", token)))
            .time(clock, clock::advance)
            .limits(HostLimits.usual().withoutBreaker())
            .rest(rest -> rest.retry(retry)));
  }

  /** A new one, with nothing in it. */
  VolumePath empty() {
    made++;
    workspace.files().volume("main", "ops", "v" + made);
    return VolumePath.of("main", "ops", "v" + made);
  }

  @Override
  public void close() {
    databricks.close();
    impatient.close();
    workspace.close();
    threads.shutdownNow();
  }
}
