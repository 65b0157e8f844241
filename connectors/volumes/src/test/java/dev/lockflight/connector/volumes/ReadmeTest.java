package dev.lockflight.connector.volumes;

import static dev.lockflight.artifact.Pointer.LATEST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.EnvironmentName;
import dev.lockflight.artifact.Artifacts;
import dev.lockflight.connector.databricks.Databricks;
import org.junit.jupiter.api.Test;

final class ReadmeTest {
  @Test
  void example_of_the_readme_reads_an_empty_volume() throws Exception {
    try (Volumes volumes = new Volumes()) {
      volumes.workspace.files().volume("main", "ops", "artifacts");
      Databricks databricks = volumes.databricks;
      VolumePath directory = VolumePath.of("main", "ops", "artifacts").resolve("lockflight");
      Artifacts artifacts = Artifacts.in(VolumeArtifactStore.in(databricks, directory));

      assertThat(artifacts.of(EnvironmentName.of("stg")).find(LATEST)).isEmpty();
    }
  }
}
