package dev.lockflight.connector.kubernetes;

import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.Output;
import dev.lockflight.Verdict;
import dev.lockflight.connector.process.CommandResult;
import java.util.List;
import java.util.Set;

/** Opens when the server accepts the manifests in a dry run. */
record AcceptedByServer(KubernetesSettings settings, Output<Manifests> manifests) implements Gate {
  @Override
  public GateName name() {
    return GateName.of("accepted by server " + manifests.name());
  }

  @Override
  public Set<Output<?>> reads() {
    return Set.of(manifests);
  }

  @Override
  public String describe() {
    return settings + " apply --dry-run=server of " + manifests.name();
  }

  @Override
  public Verdict evaluate(GateContext context) throws InterruptedException {
    Manifests left = context.read(manifests);
    List<String> changes = ManifestFiles.changesOf(left);
    if (!changes.isEmpty()) {
      return Verdict.errored("the manifests are not those that were left: " + changes);
    }
    CommandResult result =
        settings
            .talking("apply", "--dry-run=server", "--validate=strict", "--output=name")
            .arguments(ApplyManifests.files(left))
            .executeInGate(context, (source, line) -> context.log(line));
    Evidence evidence =
        Evidence.of(
            "kubectl apply --dry-run=server",
            "exit code " + result.exitCode(),
            0,
            left.digests().toString());
    if (result.exitCode() == 0) {
      return Verdict.passed("the server accepts " + left, evidence);
    }
    String words = result.errors().text();
    return KubectlProblem.of(words) == KubectlProblem.REFUSED
        ? Verdict.failed("the server refuses: " + words, evidence)
        : Verdict.errored(
            "the server could not be asked: " + words + ". " + KubectlProblem.of(words).advice(),
            evidence);
  }
}
