package dev.lockflight.connector.dbt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockflight.connector.dbt.DbtArtifactException.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Schemas no recording has, written by hand after dbt's schemas, and files that are no artifacts at
 * all.
 */
class OldSchemasTest {
  @TempDir Path directory;

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("file.json"), text);
  }

  private static String metadata(String schema) {
    return "\"metadata\":{\"dbt_schema_version\":\"https://schemas.getdbt.com/dbt/"
        + schema
        + ".json\"}";
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 7, 8, 9, 10, 11, 12})
  void manifest_needs_only_what_it_has(int version) throws Exception {
    Path file =
        write(
            """
            {%s, "nodes": {"model.shop.a": {"unique_id": "model.shop.a", "config": {"tags": "solo", "enabled": true},
              "depends_on": {"macros": [], "nodes": ["seed.shop.b"]}, "columns": {}, "version": 2,
              "deprecation_date": "2024-02-29", "compiled_sql": "select 1"},
             "test.shop.t": {"config": {"severity": "warn"}, "meta": {"deep": {"x": 1}, "n": 7}}},
             "sources": {"source.shop.raw.x": {"freshness": {"warn_after": {"count": null, "period": null},
              "error_after": {"count": 1, "period": "day"}}, "loaded_at_field": null, "identifier": "x_raw"},
              "source.shop.raw.y": {"freshness": {"warn_after": {}, "error_after": {}}, "loaded_at_field": "at"}},
             "disabled": {"model.shop.off": [{"unique_id": "model.shop.off"}]}, "docs": []}
            """
                .formatted(metadata("manifest/v" + version)));
    Manifest manifest = DbtArtifacts.manifest(file);
    ManifestNode model = manifest.node("model.shop.a").orElseThrow();
    assertThat(model.id().resourceType()).isEqualTo("model");
    assertThat(model.id().version()).isEqualTo("2");
    assertThat(model.id().deprecationDate()).hasToString("Optional[2024-02-29T00:00:00Z]");
    assertThat(model.config().tags()).containsExactly("solo");
    assertThat(model.contract()).isEqualTo(NodeContract.NONE);
    assertThat(manifest.node("test.shop.t").orElseThrow().config().severity()).isEqualTo("WARN");
    assertThat(manifest.node("test.shop.t").orElseThrow().config().meta()).containsOnlyKeys("n");
    // metadata-based freshness, without loaded_at_field, exists since dbt 1.7
    assertThat(manifest.node("source.shop.raw.x").orElseThrow().hasFreshness())
        .isEqualTo(version >= 11);
    assertThat(manifest.node("source.shop.raw.x").orElseThrow().relation().alias())
        .isEqualTo("x_raw");
    assertThat(manifest.node("source.shop.raw.y").orElseThrow().hasFreshness()).isFalse();
    assertThat(manifest.disabled()).containsExactly("model.shop.off");
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6})
  void run_results_tolerate_texts_for_numbers_and_missing_keys(int version) throws Exception {
    Path file =
        write(
            """
            {"results": [{"status": "fail", "failures": "3", "execution_time": "0.5", "unique_id": "test.shop.t", "message": null},
              {"status": "Partial Success", "unique_id": "model.shop.m"}, {"unique_id": "model.shop.n"}, 7],
             %s, "args": {"which": "build", "select": ["a"]}}
            """
                .formatted(metadata("run-results/v" + version)));
    RunResults results = DbtArtifacts.runResults(file);
    assertThat(results.results()).hasSize(3);
    assertThat(results.results().get(0))
        .isEqualTo(new NodeResult("test.shop.t", NodeStatus.FAIL, "", 3L, 0.5, ""));
    assertThat(results.results().get(1).status()).isEqualTo(NodeStatus.PARTIAL_SUCCESS);
    assertThat(results.results().get(2).status()).isEqualTo(NodeStatus.UNKNOWN);
    assertThat(results.which()).isEqualTo("build");
  }

  @ParameterizedTest
  @ValueSource(strings = {"manifest/v3", "manifest/v13", "manifest/v99999999999", "manifest/vx"})
  void unknown_version_is_named_with_the_supported_ones(String schema) throws Exception {
    Path file = write("{" + metadata(schema) + "}");
    DbtArtifactException e =
        catchThrowableOfType(DbtArtifactException.class, () -> DbtArtifacts.manifest(file));
    assertThat(e.fault()).isEqualTo(Fault.UNKNOWN_VERSION);
    assertThat(e)
        .hasMessageContaining(schema.substring(schema.indexOf('/') + 1))
        .hasMessageContaining("v4 to v12")
        .hasMessageContaining(file.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "7", "{}", "{\"metadata\":null}", "{\"metadata\":{}}", "{\"nodes\":{}}"})
  void foreign_json_is_refused(String text) throws Exception {
    assertThat(fault(write(text))).isEqualTo(Fault.FOREIGN);
  }

  @Test
  void another_artifact_is_foreign() throws Exception {
    assertThat(fault(write("{" + metadata("catalog/v1") + "}"))).isEqualTo(Fault.FOREIGN);
  }

  @Test
  void missing_and_empty_files_are_told_apart() throws Exception {
    assertThat(fault(directory.resolve("none.json"))).isEqualTo(Fault.MISSING);
    assertThat(fault(write(""))).isEqualTo(Fault.EMPTY);
    assertThat(fault(write("  \n"))).isEqualTo(Fault.FOREIGN);
    assertThat(fault(write("not json"))).isEqualTo(Fault.TRUNCATED);
  }

  @Test
  void a_file_cut_anywhere_is_refused() throws Exception {
    byte[] whole = Files.readAllBytes(Recorded.of("1.11.16", "test").file("run_results.json"));
    for (int cut = 1; cut < whole.length - 1; cut += 37) {
      Path file = Files.write(directory.resolve("cut.json"), Arrays.copyOf(whole, cut));
      DbtArtifactException e =
          catchThrowableOfType(DbtArtifactException.class, () -> DbtArtifacts.runResults(file));
      assertThat(e).describedAs("cut at %s", cut).isNotNull();
      assertThat(e.fault()).isEqualTo(Fault.TRUNCATED);
    }
  }

  private static Fault fault(Path file) {
    return catchThrowableOfType(DbtArtifactException.class, () -> DbtArtifacts.manifest(file))
        .fault();
  }
}
