package dev.lockflight.connector.kubernetes;

import dev.lockflight.Call;
import dev.lockflight.Output;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import dev.lockflight.connector.process.CommandResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * {@code kubectl apply} of manifests that an earlier step left, while their digests are those it
 * left. Harmless when repeated: what is as wanted is not changed. Immutable and thread-safe.
 */
public final class ApplyManifests implements Call<AppliedManifests> {
  private final KubernetesSettings settings;
  private final Output<Manifests> manifests;

  ApplyManifests(KubernetesSettings settings, Output<Manifests> manifests) {
    this.settings = settings;
    this.manifests = manifests;
  }

  @Override
  public String name() {
    return "kubectl apply";
  }

  @Override
  public Set<Output<?>> reads() {
    return Set.of(manifests);
  }

  @Override
  public String describe() {
    return settings + " apply " + manifests.name();
  }

  /**
   * Applies.
   *
   * @throws StepFailedException TRANSIENT when the server does not answer, else FATAL
   */
  @Override
  public AppliedManifests run(StepContext context) throws InterruptedException {
    Manifests left = context.read(manifests);
    List<String> changes = ManifestFiles.changesOf(left);
    if (!changes.isEmpty()) {
      throw StepFailedException.fatal(
          "nothing was applied, because the manifests are not those that were left: "
              + changes
              + "; start a new run");
    }
    CommandResult result =
        settings
            .talking("apply", "--validate=strict", "--output=name")
            .arguments(files(left))
            .execute(context, (source, line) -> context.log(line));
    if (result.exitCode() != 0) {
      throw KubectlProblem.failure("kubectl apply", result);
    }
    return new AppliedManifests(result.output().text().lines().toList(), left.digests());
  }

  static List<String> files(Manifests manifests) {
    return manifests.files().values().stream()
        .map(Path::toString)
        .map("--filename="::concat)
        .toList();
  }
}
