package dev.lockflight.connector.kubernetes;

import static dev.lockflight.connector.kubernetes.KubernetesGates.typed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lockflight.FailureClass;
import dev.lockflight.Output;
import dev.lockflight.StepFailedException;
import dev.lockflight.Verdict.Status;
import dev.lockflight.testkit.fake.FakeContext;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real kubectl, without a cluster. Where there is none the tests are skipped, and fail where CI
 * is true.
 */
class KubectlTest {
  private static final Output<Manifests> MANIFESTS = Output.of("manifests", Manifests.class);
  private static final String NOBODY =
      """
      apiVersion: v1
      kind: Config
      clusters: [{name: gone, cluster: {server: "http://127.0.0.1:1"}}]
      users: [{name: nobody, user: {}}]
      contexts: [{name: prod, context: {cluster: gone, user: nobody}}]
      """;

  @TempDir Path directory;
  private Kubernetes kubernetes;
  private FakeContext context;

  @BeforeEach
  void overlay() throws IOException {
    String how = "no kubectl is on the PATH; install the package kubernetes-client";
    boolean found =
        Pattern.compile(Pattern.quote(File.pathSeparator))
            .splitAsStream(Optional.ofNullable(System.getenv("PATH")).orElse(""))
            .anyMatch(each -> Files.isExecutable(Path.of(each, "kubectl")));
    if (!found && "true".equals(System.getenv("CI"))) {
      fail(how);
    }
    assumeTrue(found, how);
    write("base/web.yaml", ManifestsTest.GOOD);
    write("base/kustomization.yaml", "resources: [web.yaml]\n");
    write(
        "prod/kustomization.yaml",
        "resources: [../base]\nimages: [{name: registry.example:5000/shop/web, newTag: 1.5.0}]\n");
    write("kubeconfig", NOBODY);
    kubernetes =
        Kubernetes.in(directory.resolve("deploy"))
            .inheriting(System.getenv())
            .kubeconfig(directory.resolve("deploy/kubeconfig"));
    context =
        FakeContext.ofRun("run-" + UUID.randomUUID())
            .clock(InstantSource.system())
            .workspace(directory.resolve("step"));
  }

  private void write(String name, String text) throws IOException {
    Path file = directory.resolve("deploy").resolve(name);
    Path unused = Files.createDirectories(file.getParent());
    unused = Files.writeString(file, text);
  }

  private Manifests built() throws Exception {
    return kubernetes.kustomize(Path.of("prod")).run(context);
  }

  @Test
  void overlay_is_built_and_what_it_makes_is_typed() throws Exception {
    Manifests built = built();

    assertThat(built.files().get("manifests.yaml")).content().contains("shop/web:1.5.0");
    assertThat(typed(MANIFESTS).evaluate(context.with(MANIFESTS, built)).status())
        .isEqualTo(Status.PASSED);
  }

  @Test
  void typo_of_a_base_is_found_in_what_the_overlay_makes() throws Exception {
    write("base/web.yaml", ManifestsTest.GOOD.replace("livenessProbe", "livenesProbe"));

    assertThat(typed(MANIFESTS).evaluate(context.with(MANIFESTS, built())))
        .asString()
        .contains("FAILED", "containers[0].livenesProbe", "is livenessProbe meant?");
  }

  @Test
  void broken_kustomization_fails_with_its_own_words() throws Exception {
    write("prod/kustomization.yaml", "resources: [../nowhere]\n");

    assertThat(catchThrowableOfType(StepFailedException.class, this::built))
        .hasMessageContaining("nowhere")
        .hasMessageContaining("correct the kustomization");
  }

  @Test
  void server_that_does_not_answer_is_an_error_for_a_gate_and_transient_for_a_step()
      throws Exception {
    FakeContext knowing = context.with(MANIFESTS, built());
    Kubernetes cluster = kubernetes.context("prod");

    assertThat(cluster.acceptedByServer(MANIFESTS).evaluate(knowing))
        .asString()
        .contains("ERRORED", "does not answer");
    assertThat(
            catchThrowableOfType(
                    StepFailedException.class, () -> cluster.apply(MANIFESTS).run(knowing))
                .failureClass())
        .isEqualTo(FailureClass.TRANSIENT);
  }

  @Test
  void unknown_context_is_fatal_and_no_other_cluster_is_asked() throws Exception {
    FakeContext knowing = context.with(MANIFESTS, built());

    StepFailedException failure =
        catchThrowableOfType(
            StepFailedException.class,
            () -> kubernetes.context("stage").rollout("deployment/web").run(knowing));

    assertThat(failure.failureClass()).isEqualTo(FailureClass.FATAL);
    assertThat(failure).hasMessageContaining("stage").hasMessageContaining("Correct the context");
  }

  @Test
  void changed_manifests_are_not_applied() throws Exception {
    Manifests built = built();
    Path unused = Files.writeString(built.files().get("manifests.yaml"), "kind: Other\n");
    FakeContext knowing = context.with(MANIFESTS, built);

    assertThat(
            catchThrowableOfType(
                StepFailedException.class,
                () -> kubernetes.context("prod").apply(MANIFESTS).run(knowing)))
        .hasMessageContaining("nothing was applied");
  }

  private FakeContext knowing(String name) throws Exception {
    write(
        "map.yaml",
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: " + name + "}\ndata: {a: b}\n");
    return context.with(MANIFESTS, kubernetes.manifests("map.yaml").run(context));
  }

  private Kubernetes at(ApiServer api) throws IOException {
    write("kubeconfig", NOBODY.replace("http://127.0.0.1:1", api.address()));
    return kubernetes.context("prod");
  }

  @Test
  void dry_run_on_a_server_writes_nothing_and_apply_writes_what_was_checked() throws Exception {
    try (ApiServer api = ApiServer.start()) {
      FakeContext knowing = knowing("wanted");

      assertThat(at(api).acceptedByServer(MANIFESTS).evaluate(knowing).status())
          .isEqualTo(Status.PASSED);
      assertThat(api.writes()).singleElement().asString().contains("dryRun=All", "Strict");
      assertThat(api.objects()).isEmpty();

      assertThat(at(api).apply(MANIFESTS).run(knowing).objects())
          .containsExactly("configmap/wanted");
      assertThat(api.objects()).containsOnlyKeys("wanted");
    }
  }

  @Test
  void server_that_refuses_fails_and_one_that_does_not_allow_cannot_tell() throws Exception {
    try (ApiServer api = ApiServer.start()) {
      assertThat(at(api).acceptedByServer(MANIFESTS).evaluate(knowing("refused")))
          .asString()
          .contains("FAILED", "is invalid");
      assertThat(at(api).acceptedByServer(MANIFESTS).evaluate(knowing("forbidden")))
          .asString()
          .contains("ERRORED", "grant it the role");
    }
  }
}
