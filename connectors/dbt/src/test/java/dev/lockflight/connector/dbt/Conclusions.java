package dev.lockflight.connector.dbt;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Results for tests that fill them in later. */
final class Conclusions {
  private Conclusions() {}

  static DbtResult nothing() {
    return new DbtResult(
        new DbtResult.Invocation("", "", "", 0, Map.of()),
        Map.of(),
        Duration.ZERO,
        new DbtResult.Artifacts(Path.of(""), Map.of()),
        new DbtResult.Failures(0, List.of()),
        List.of());
  }
}
