package dev.lockflight.connector.kubernetes;

import dev.lockflight.Call;
import dev.lockflight.Evidence;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import dev.lockflight.connector.process.CommandResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code kubectl kustomize}: leaves {@code manifests.yaml} and its digest. Needs no cluster.
 * Immutable and thread-safe.
 */
public final class BuildManifests implements Call<Manifests> {
  private static final String FILE = "manifests.yaml";
  private final KubernetesSettings settings;
  private final Path overlay;

  BuildManifests(KubernetesSettings settings, Path overlay) {
    this.settings = settings;
    this.overlay = overlay;
  }

  @Override
  public String name() {
    return "kubectl kustomize";
  }

  @Override
  public String describe() {
    return settings + " kustomize " + overlay;
  }

  /**
   * Builds.
   *
   * @throws StepFailedException FATAL with kustomize's own words
   */
  @Override
  public Manifests run(StepContext context) throws InterruptedException, IOException {
    Path directory = ManifestFiles.fresh(context.workspace());
    CommandResult result =
        settings
            .command()
            .arguments("kustomize", overlay.toString(), "--output=" + directory.resolve(FILE))
            .execute(context, (source, line) -> context.log(line));
    if (result.exitCode() != 0) {
      throw StepFailedException.fatal(
          "kubectl kustomize "
              + overlay
              + " in "
              + settings.directory()
              + " failed: "
              + result.errors().text()
              + "; correct the kustomization",
          Evidence.of(name(), "exit code " + result.exitCode(), 0, result.logFile()));
    }
    return ManifestFiles.measured(directory, List.of(FILE));
  }
}
