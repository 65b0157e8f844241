package dev.lockflight.connector.databricks;

import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.StepFailedException;
import dev.lockflight.connector.dbt.DbtInvocation;
import dev.lockflight.connector.dbt.DbtVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What both ways to run dbt in Databricks have in common. */
final class RemoteDbt {
  private static final List<String> STATE = List.of("manifest.json", "run_results.json");

  private RemoteDbt() {}

  static String volume(String directory) {
    if (!directory.matches("/Volumes(/[^/]+){3,}")) {
      throw new InvalidDefinitionException(
          "the directory must be on a volume, /Volumes/catalog/schema/volume/...: " + directory);
    }
    return directory;
  }

  static DbtVersion version(String text) {
    return DbtVersion.in("installed: " + text)
        .orElseThrow(
            () -> new InvalidDefinitionException("dbt version must be such as 1.11.16: " + text));
  }

  /** A parameter of a run can be read by all who may see the run. */
  static void refuseSecrets(DbtInvocation invocation) {
    if (!invocation.secrets().isEmpty()) {
      throw StepFailedException.fatal(
          "secrets are not sent to a Databricks run, where they could be read: "
              + invocation.secrets().keySet()
              + "; let the notebook or profile take them from a secret scope");
    }
  }

  /** Brings the state dbt shall compare with or defer to. */
  static void sendState(DbtWords words, String remote, VolumeFiles files)
      throws InterruptedException {
    Optional<String> state = words.state();
    if (state.isEmpty()) {
      return;
    }
    for (String name : STATE) {
      Path file = Path.of(state.get()).resolve(name);
      if (Files.isRegularFile(file)) {
        files.put(file, remote + "/" + name);
      }
    }
  }
}
