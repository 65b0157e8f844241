package dev.lockflight.connector.kubernetes;

import static dev.lockflight.connector.kubernetes.KubernetesGates.bestPractices;
import static dev.lockflight.connector.kubernetes.KubernetesGates.typed;
import static dev.lockflight.dsl.Lockflight.approval;
import static dev.lockflight.dsl.Lockflight.environment;
import static dev.lockflight.dsl.Lockflight.pipeline;
import static dev.lockflight.dsl.Lockflight.stage;
import static dev.lockflight.testkit.TestKit.assertThat;
import static dev.lockflight.testkit.TestKit.simulate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Cause;
import dev.lockflight.Environment;
import dev.lockflight.Output;
import dev.lockflight.Pipeline;
import dev.lockflight.testkit.simulation.Simulation;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Manifests from an overlay to a cluster, in a simulation. */
class ManifestsFlowTest {
  private static final Output<Manifests> MANIFESTS = Output.of("manifests", Manifests.class);
  private static final Output<AppliedManifests> APPLIED =
      Output.of("applied", AppliedManifests.class);
  private static final Environment PROD =
      environment("prod").isProtected().require(approval("platform"));
  private final Kubernetes kubernetes =
      Kubernetes.in(Path.of("deploy")).inheriting(Map.of("PATH", "/usr/bin"));
  private final Kubernetes cluster = kubernetes.context("prod");

  private Pipeline flow() {
    return pipeline(
        "rollout",
        stage("manifests")
            .run(kubernetes.kustomize(Path.of("overlays/prod")).into(MANIFESTS))
            .verify(typed(MANIFESTS), bestPractices(MANIFESTS).without(ManifestRule.PROBED)),
        stage("rollout")
            .in(PROD)
            .require(cluster.acceptedByServer(MANIFESTS))
            .run(cluster.apply(MANIFESTS).into(APPLIED))
            .run(cluster.rollout("deployment/web")));
  }

  @Test
  void manifests_that_are_approved_reach_the_cluster() {
    Simulation sim = simulate(flow());

    assertThat(sim.start(Cause.manual(Simulation.ALICE)).approve("platform")).succeeded();
  }

  @Test
  void what_the_types_or_the_server_refuse_is_never_applied() {
    for (String gate : new String[] {"manifests typed manifests", "accepted by server manifests"}) {
      Simulation sim = simulate(flow()).gate(gate).fails("unknown field");

      assertThat(sim.start(Cause.manual(Simulation.ALICE))).failed().atGate(gate);
      assertThat(sim.effects().toString()).doesNotContain("kubectl apply");
    }
  }

  @Test
  void outline_names_the_cluster() {
    assertThat(flow().toString()).contains("--context=prod", "rollout status deployment/web");
  }
}
