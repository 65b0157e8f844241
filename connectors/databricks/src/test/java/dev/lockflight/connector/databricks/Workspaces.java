package dev.lockflight.connector.databricks;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.lockflight.Secret;
import dev.lockflight.SecretSource;
import dev.lockflight.testkit.fake.SettableClock;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

/** A workspace of WireMock, called with a token, on a clock that waits by being moved. */
final class Workspaces {
  static final String TOKEN = "dapi-s3cret-token";
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private Workspaces() {}

  static WireMockExtension server() {
    return WireMockExtension.newInstance()
        .options(WireMockConfiguration.wireMockConfig().dynamicPort())
        .build();
  }

  static Databricks of(WireMockExtension server) {
    return of(server, SettableClock.startingAt(NOW));
  }

  static Databricks of(WireMockExtension server, SettableClock clock) {
    return Databricks.open(
        DatabricksAuth.token(host(server), Secret.of("databricks-token")), settings(clock));
  }

  static DatabricksSettings settings(SettableClock clock) {
    return DatabricksSettings.usual()
        .secrets(SecretSource.of(Map.of("databricks-token", TOKEN, "oauth-secret", "dose-s3cret")))
        .time(clock, clock::advance);
  }

  static URI host(WireMockExtension server) {
    return URI.create(server.baseUrl());
  }
}
