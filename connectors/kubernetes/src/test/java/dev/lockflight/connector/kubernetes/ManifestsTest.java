package dev.lockflight.connector.kubernetes;

import static dev.lockflight.connector.kubernetes.KubernetesGates.bestPractices;
import static dev.lockflight.connector.kubernetes.KubernetesGates.typed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Output;
import dev.lockflight.StepFailedException;
import dev.lockflight.Verdict;
import dev.lockflight.Verdict.Status;
import dev.lockflight.testkit.fake.FakeContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manifests as files, judged without a cluster. */
class ManifestsTest {
  private static final Output<Manifests> MANIFESTS = Output.of("manifests", Manifests.class);
  static final String GOOD =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        labels: {app: web}
      spec:
        replicas: 2
        selector:
          matchLabels: {app: web}
        template:
          metadata:
            labels: {app: web}
          spec:
            containers:
              - name: web
                image: registry.example:5000/shop/web:1.4.2
                ports:
                  - containerPort: 8080
                env:
                  - name: MODE
                    value: "on"
                resources:
                  requests: {cpu: 100m, memory: 64Mi}
                  limits: {memory: 128Mi}
                readinessProbe:
                  httpGet: {path: /ready, port: 8080}
                livenessProbe:
                  httpGet: {path: /live, port: http}
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: web
      spec:
        selector: {app: web}
        ports:
          - port: 80
            targetPort: 8080
      """;

  @TempDir Path directory;
  private Path sources;
  private FakeContext context;

  @BeforeEach
  void make_directory() throws IOException {
    sources = Files.createDirectories(directory.resolve("deploy"));
    context = FakeContext.ofRun("checked").workspace(directory.resolve("step"));
  }

  private Manifests collected(String text) throws IOException {
    Path unused = Files.writeString(sources.resolve("web.yaml"), text);
    return Kubernetes.in(sources).manifests("web.yaml").run(context);
  }

  private Verdict judged(Gate gate, String text) throws Exception {
    return gate.evaluate(context.with(MANIFESTS, collected(text)));
  }

  private Verdict judged(String text) throws Exception {
    return judged(typed(MANIFESTS), text);
  }

  @Test
  void good_manifests_are_typed_and_keep_the_rules() throws Exception {
    assertThat(judged(GOOD)).asString().isEqualTo("PASSED: 2 objects are as Kubernetes' types say");
    assertThat(judged(bestPractices(MANIFESTS), GOOD).status()).isEqualTo(Status.PASSED);
  }

  @Test
  void valid_manifests_of_many_kinds_have_no_finding() throws Exception {
    Manifests left =
        Kubernetes.in(Path.of("src/test/resources/manifests")).manifests(".").run(context);

    assertThat(typed(MANIFESTS).evaluate(context.with(MANIFESTS, left)))
        .asString()
        .isEqualTo("PASSED: 19 objects are as Kubernetes' types say");
  }

  @Test
  void misspelt_field_is_named_by_file_document_and_path_with_what_was_meant() throws Exception {
    Verdict verdict = judged(GOOD.replace("readinessProbe", "readynessProbe"));

    assertThat(verdict.status()).isEqualTo(Status.FAILED);
    assertThat(verdict.summary())
        .contains("web.yaml document 1 (Deployment web)")
        .contains("spec.template.spec.containers[0].readynessProbe: unknown field")
        .contains("is readinessProbe meant?");
    assertThat(verdict.evidence())
        .extracting(Evidence::source)
        .first()
        .asString()
        .contains("sha256:");
  }

  @Test
  void misspelt_field_in_the_second_document_is_found_too() throws Exception {
    assertThat(judged(GOOD.replace("targetPort", "targetport")).summary())
        .contains("web.yaml document 2 (Service web): spec.ports[0].targetport: unknown field");
  }

  @Test
  void value_of_a_wrong_type_is_named_by_its_path() throws Exception {
    assertThat(judged(GOOD.replace("replicas: 2", "replicas: two")).summary())
        .contains("spec.replicas");
    assertThat(judged(GOOD.replace("value: \"on\"", "value: 8080")).summary())
        .contains("spec.template.spec.containers[0].env[0].value");
    assertThat(judged(GOOD.replace("{app: web}", "{app: 1}")).status()).isEqualTo(Status.FAILED);
  }

  @Test
  void field_of_another_level_is_unknown_where_it_stands() throws Exception {
    assertThat(judged(GOOD.replace("replicas: 2", "containers: []")).summary())
        .contains("spec.containers: unknown field");
  }

  @Test
  void custom_resource_is_a_warning_unless_the_gate_says_otherwise() throws Exception {
    String custom =
        "apiVersion: databases.example/v1\nkind: Warehouse\nmetadata: {name: gold}\nspec: {any: 1}\n";

    assertThat(judged(custom).status()).isEqualTo(Status.WARNED);
    assertThat(judged(typed(MANIFESTS).refusingUnknownKinds(), custom))
        .asString()
        .contains("FAILED", "unknown kind databases.example/v1 Warehouse");
    assertThat(judged(typed(MANIFESTS).ignoringUnknownKinds(), custom).status())
        .isEqualTo(Status.PASSED);
  }

  @Test
  void yaml_that_is_none_and_a_key_that_appears_twice_are_named_by_line() throws Exception {
    assertThat(judged("apiVersion: v1\nkind: [\n")).asString().contains("FAILED", "web.yaml line");
    assertThat(judged(GOOD.replace("  replicas: 2", "  replicas: 2\n  replicas: 3")))
        .asString()
        .contains("FAILED", "web.yaml line 8", "replicas");
    assertThat(judged("just a text\n")).asString().contains("FAILED", "is no object");
  }

  @Test
  void unquoted_word_that_kubectl_takes_for_a_truth_value_is_named_by_line() throws Exception {
    assertThat(judged(GOOD.replace("value: \"on\"", "value: on")))
        .asString()
        .contains("FAILED", "web.yaml line 21", "the unquoted word on", "quote it");
  }

  @Test
  void document_without_a_kind_fails_and_no_object_at_all_is_an_error() throws Exception {
    assertThat(judged("metadata: {name: x}\n")).asString().contains("no apiVersion or no kind");
    assertThat(judged("# nothing yet\n").status()).isEqualTo(Status.ERRORED);
  }

  @Test
  void items_of_a_list_are_looked_into() throws Exception {
    String list =
        """
        apiVersion: v1
        kind: List
        items:
          - apiVersion: v1
            kind: ConfigMap
            metadata: {name: a}
            dada: {}
        """;

    assertThat(judged(list).summary()).contains("dada: unknown field", "is data meant?");
  }

  @Test
  void every_rule_finds_what_is_against_it() throws Exception {
    Gate gate = bestPractices(MANIFESTS);

    assertThat(judged(gate, GOOD.replace(":1.4.2", ":latest")).summary())
        .contains("IMAGE_PINNED container web", "can change under the same name");
    assertThat(judged(gate, GOOD.replace(":1.4.2", "")).status()).isEqualTo(Status.FAILED);
    assertThat(judged(gate, GOOD.replace(":1.4.2", "@sha256:" + "a".repeat(64))).status())
        .isEqualTo(Status.PASSED);
    assertThat(judged(gate, GOOD.replace("limits: {memory: 128Mi}", "limits: {}")).summary())
        .contains("RESOURCES_LIMITED", "no resources.limits.memory");
    assertThat(judged(gate, GOOD.replace("livenessProbe", "startupProbe")).summary())
        .contains("PROBED", "no livenessProbe");
    assertThat(
            judged(
                    gate,
                    GOOD.replace(
                        "ports:\n            - cont",
                        "securityContext: {privileged: true}\n          ports:\n            - cont"))
                .summary())
        .contains("UNPRIVILEGED");
  }

  @Test
  void rule_that_is_left_out_finds_nothing_and_one_must_remain() throws Exception {
    Gate lenient = bestPractices(MANIFESTS).without(ManifestRule.IMAGE_PINNED);

    assertThat(judged(lenient, GOOD.replace(":1.4.2", ":latest")).status())
        .isEqualTo(Status.PASSED);
    assertThatThrownBy(() -> bestPractices(MANIFESTS).without(ManifestRule.values()))
        .isInstanceOf(InvalidDefinitionException.class);
  }

  @Test
  void manifests_that_changed_after_they_were_left_are_an_error() throws Exception {
    Manifests left = collected(GOOD);
    Path unused = Files.writeString(left.files().get("web.yaml"), "kind: Other\n");

    Verdict verdict = typed(MANIFESTS).evaluate(context.with(MANIFESTS, left));

    assertThat(verdict).asString().contains("ERRORED", "not those that were left", "was sha256:");
  }

  @Test
  void paths_that_are_missing_outside_or_without_manifests_are_refused() throws Exception {
    Path unused = Files.createDirectories(sources.resolve("empty"));
    Kubernetes kubernetes = Kubernetes.in(sources);

    for (String path : new String[] {"nope", "../step", "empty"}) {
      assertThatThrownBy(() -> kubernetes.manifests(path).run(context))
          .isInstanceOf(StepFailedException.class)
          .hasMessageContaining("there are no manifests " + path);
    }
  }

  @Test
  void talking_to_a_cluster_needs_its_name() {
    assertThatThrownBy(() -> Kubernetes.in(sources).apply(MANIFESTS))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("context(name)");
  }
}
