package dev.lockflight.connector.kubernetes;

import dev.lockflight.Output;

/** Gates on manifests that need no cluster; import them statically. */
public final class KubernetesGates {
  private KubernetesGates() {}

  /**
   * Opens when every document has only fields Kubernetes knows, with values of their types. A kind
   * that is not known, as a custom resource, is a warning unless the gate says otherwise.
   */
  public static TypedGate typed(Output<Manifests> manifests) {
    return new TypedGate(manifests, UnknownKinds.WARN);
  }

  /** Opens when every workload keeps the rules; all of {@link ManifestRule}, unless left out. */
  public static BestPracticesGate bestPractices(Output<Manifests> manifests) {
    return BestPracticesGate.of(manifests);
  }
}
