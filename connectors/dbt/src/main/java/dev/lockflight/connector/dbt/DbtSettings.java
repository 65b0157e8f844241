package dev.lockflight.connector.dbt;

import dev.lockflight.Secret;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What all commands of a project share. Immutable. */
record DbtSettings(
    Path project,
    @Nullable Path profilesDir,
    @Nullable Path keptIn,
    Map<String, String> environment,
    Map<String, Secret> secrets,
    DbtRunner runner) {
  DbtSettings {
    environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    secrets = Collections.unmodifiableMap(new TreeMap<>(secrets));
  }

  static DbtSettings of(Path project) {
    return new DbtSettings(project, null, null, Map.of(), Map.of(), LocalDbt.executable("dbt"));
  }

  DbtSettings with(DbtRunner changed) {
    return new DbtSettings(project, profilesDir, keptIn, environment, secrets, changed);
  }

  DbtSettings withProfilesDir(Path directory) {
    return new DbtSettings(project, directory, keptIn, environment, secrets, runner);
  }

  DbtSettings withKeptIn(Path directory) {
    return new DbtSettings(project, profilesDir, directory, environment, secrets, runner);
  }

  DbtSettings withEnvironment(Map<String, String> changed) {
    return new DbtSettings(project, profilesDir, keptIn, changed, secrets, runner);
  }

  DbtSettings withSecrets(Map<String, Secret> changed) {
    return new DbtSettings(project, profilesDir, keptIn, environment, changed, runner);
  }
}
