package dev.lockflight.connector.kubernetes;

import dev.lockflight.Gate;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Output;
import dev.lockflight.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Kubernetes manifests, and the kubectl that applies them. Immutable and thread-safe.
 *
 * <pre>{@code
 * Kubernetes kubernetes = Kubernetes.in(Path.of("deploy")).inheriting(System.getenv());
 *
 * stage("manifests")
 *     .run(kubernetes.kustomize(Path.of("overlays/prod")).into(MANIFESTS))
 *     .verify(typed(MANIFESTS), bestPractices(MANIFESTS)),
 * stage("rollout").in(prod)
 *     .require(kubernetes.context("prod").acceptedByServer(MANIFESTS))
 *     .run(kubernetes.context("prod").apply(MANIFESTS))
 *     .run(kubernetes.context("prod").rollout("deployment/web"))
 * }</pre>
 *
 * <p>Gates that need no cluster are in {@link KubernetesGates}. What talks to a cluster names its
 * context: the one that happens to be selected on a machine is never used.
 */
public final class Kubernetes {
  private final KubernetesSettings settings;

  private Kubernetes(KubernetesSettings settings) {
    this.settings = settings;
  }

  /** The directory that paths of manifests are relative to. */
  public static Kubernetes in(Path directory) {
    return new Kubernetes(KubernetesSettings.of(directory.toAbsolutePath().normalize()));
  }

  /**
   * Hands on what a program needs to run at all (PATH, HOME, TMPDIR ...), and nothing else.
   *
   * @param variables for example {@code System.getenv()}
   * @param alsoNamed more names that may be handed on, for example {@code KUBECONFIG}
   */
  public Kubernetes inheriting(Map<String, String> variables, String... alsoNamed) {
    return with(settings.with(settings.command().inheriting(variables, alsoNamed)));
  }

  /** A variable of kubectl's environment, for its credential plug-ins. */
  public Kubernetes environment(String name, String value) {
    return with(settings.with(settings.command().environment(name, value)));
  }

  /** A variable that is looked up when kubectl starts, and never shown. */
  public Kubernetes secretEnvironment(String name, Secret secret) {
    return with(settings.with(settings.command().secretEnvironment(name, secret)));
  }

  /** The file with clusters and users; that of kubectl unless given. */
  public Kubernetes kubeconfig(Path file) {
    return environment("KUBECONFIG", file.toAbsolutePath().normalize().toString());
  }

  /** The context of the kubeconfig, and with it the cluster and the user. */
  public Kubernetes context(String name) {
    if (name.isBlank()) {
      throw new InvalidDefinitionException("a context of the kubeconfig must not be blank");
    }
    return with(settings.withTarget("--context=" + name));
  }

  /** The namespace of what names none itself. */
  public Kubernetes namespace(String name) {
    return with(settings.withTarget("--namespace=" + name));
  }

  private static Kubernetes with(KubernetesSettings changed) {
    return new Kubernetes(changed);
  }

  /** Builds an overlay with {@code kubectl kustomize}; remote resources need a network. */
  public BuildManifests kustomize(Path overlay) {
    return new BuildManifests(settings, overlay);
  }

  /** Takes YAML and JSON files as they are; of a directory all that are in it, at any depth. */
  public CollectManifests manifests(String... paths) {
    if (paths.length == 0) {
      throw new InvalidDefinitionException("manifests needs at least one path");
    }
    return new CollectManifests(settings.directory(), List.of(paths));
  }

  /**
   * Opens when the API server would accept the manifests ({@code --dry-run=server}): admission and
   * quotas are asked too. FAILED when it refuses one, ERRORED when it cannot be asked.
   */
  public Gate acceptedByServer(Output<Manifests> manifests) {
    return new AcceptedByServer(settings.bound(), manifests);
  }

  /** Applies exactly the manifests that an earlier step left. */
  public ApplyManifests apply(Output<Manifests> manifests) {
    return new ApplyManifests(settings.bound(), manifests);
  }

  /**
   * Waits until what was applied is running.
   *
   * @param resource for example {@code deployment/web}
   */
  public AwaitRollout rollout(String resource) {
    return AwaitRollout.of(settings.bound(), resource);
  }

  @Override
  public String toString() {
    return settings.toString();
  }
}
