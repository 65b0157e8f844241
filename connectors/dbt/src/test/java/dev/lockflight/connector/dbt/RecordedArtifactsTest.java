package dev.lockflight.connector.dbt;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Artifacts of four dbts, as they wrote them. */
class RecordedArtifactsTest {
  static final List<String> VERSIONS = Recorded.VERSIONS;

  @ParameterizedTest
  @FieldSource("VERSIONS")
  void manifest_gives_what_gates_need(String version) {
    Manifest manifest =
        DbtArtifacts.manifest(Recorded.of(version, "build-green").file("manifest.json"));
    assertThat(manifest.metadata().dbtVersion()).isEqualTo(version);
    assertThat(manifest.metadata().project().adapter()).isEqualTo("duckdb");
    assertThat(manifest.metadata().generatedAt())
        .get()
        .satisfies(at -> assertThat(at).isAfter(Instant.parse("2026-11-20T14:00:00Z")));
    assertThat(manifest.metadata().env()).containsEntry("LOCKFLIGHT_RUN", "run-0001");

    ManifestNode laps = manifest.node("model.f1_analytics.fact_laps").orElseThrow();
    assertThat(laps.config().materialized()).isEqualTo("table");
    assertThat(laps.config().tags()).containsExactly("deploy");
    assertThat(laps.config().meta()).containsEntry("domain", "laps");
    assertThat(laps.relation())
        .isEqualTo(
            new NodeRelation(
                "stage",
                "gold_analytics",
                "fact_laps",
                "\"stage\".\"gold_analytics\".\"fact_laps\""));
    assertThat(laps.dependsOn()).contains("model.f1_analytics.silver_laps");
    assertThat(laps.contract().enforced()).isTrue();
    assertThat(laps.contract().columns()).hasSize(7);
    NodeContract.Column id = requireNonNull(laps.contract().columns().get("lap_id"));
    assertThat(id.type()).isEqualTo("varchar");
    assertThat(id.constraints()).containsExactly(new Constraint("not_null", "", "", List.of(), ""));

    assertThat(manifest.all("source").filter(ManifestNode::hasFreshness)).hasSize(2);
    assertThat(manifest.node("test.f1_analytics.no_negative_lap_times"))
        .get()
        .satisfies(test -> assertThat(test.config().severity()).isEqualTo("ERROR"))
        .satisfies(test -> assertThat(test.config().tags()).contains("guardrail"));
  }

  @ParameterizedTest
  @FieldSource("VERSIONS")
  void run_results_tell_what_ran_and_what_failed(String version) {
    RunResults green =
        DbtArtifacts.runResults(Recorded.of(version, "build-green").file("run_results.json"));
    assertThat(green.which()).isEqualTo("build");
    assertThat(green.counts()).containsEntry("seed:success", 3);
    assertThat(green.results()).noneMatch(result -> result.status().isBad());
    RunResults red =
        DbtArtifacts.runResults(
            Recorded.of(version, "build-failing-test").file("run_results.json"));
    NodeResult failed =
        red.results().stream().filter(r -> r.status() == NodeStatus.FAIL).findFirst().orElseThrow();
    assertThat(failed.uniqueId()).isEqualTo("test.f1_analytics.no_negative_lap_times");
    assertThat(failed.failedRows()).hasValue(78);
    assertThat(red.counts()).containsEntry("model:skipped", 2);
  }

  @ParameterizedTest
  @FieldSource("VERSIONS")
  void freshness_is_read_in_either_spelling(String version) {
    Sources stale =
        DbtArtifacts.sources(Recorded.of(version, "source-freshness-stale").file("sources.json"));
    assertThat(stale.results()).hasSize(2).allMatch(source -> source.status() == NodeStatus.ERROR);
    assertThat(stale.results().get(0).ageSeconds()).isGreaterThan(86_400);
    assertThat(stale.results().get(0).maxLoadedAt()).isPresent();
    Sources fresh =
        DbtArtifacts.sources(Recorded.of(version, "source-freshness").file("sources.json"));
    assertThat(fresh.results()).hasSize(2).allMatch(source -> source.status() == NodeStatus.PASS);
  }

  @ParameterizedTest
  @FieldSource("VERSIONS")
  void catalog_gives_the_columns(String version) {
    Catalog catalog =
        DbtArtifacts.catalog(Recorded.of(version, "docs-generate").file("catalog.json"));
    Catalog.Relation laps = requireNonNull(catalog.relations().get("model.f1_analytics.fact_laps"));
    assertThat(laps.columns()).hasSize(7).containsKey("lap_seconds");
    assertThat(laps.schema()).isEqualTo("gold_analytics");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.11.16", "2.0.0-preview.196"})
  void unit_tests_and_macros_do_not_disturb(String version) {
    Manifest manifest =
        DbtArtifacts.manifest(Recorded.of(version, "build-green").file("manifest.json"));
    assertThat(manifest.all("unit_test")).hasSize(1);
    assertThat(manifest.all("macro")).isEmpty();
  }

  @Test
  void every_recorded_file_is_read() throws Exception {
    try (Stream<Path> files = Files.walk(Recorded.ROOT)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).toList()) {
        ArtifactKind kind =
            Stream.of(ArtifactKind.values())
                .filter(one -> file.endsWith(one.fileName()))
                .findFirst()
                .orElseThrow();
        ArtifactMetadata whole = ArtifactReader.read(kind, file, (name, walk) -> walk.skip());
        assertThat(ArtifactReader.head(kind, file)).isEqualTo(whole);
      }
    }
  }
}
