package dev.lockflight.connector.databricks;

import java.util.List;

/** Environments of serverless tasks. */
final class Environments {
  private static final String VERSION = "2";

  private Environments() {}

  static Fields of(String key, String... dependencies) {
    return Fields.NONE
        .with("environment_key", key)
        .with(
            "spec",
            Fields.NONE
                .with("environment_version", VERSION)
                .with("dependencies", List.of(dependencies)));
  }
}
