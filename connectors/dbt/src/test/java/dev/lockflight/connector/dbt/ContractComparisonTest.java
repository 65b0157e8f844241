package dev.lockflight.connector.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** dbt's rule, case by case; the manifests are written by hand. */
class ContractComparisonTest {
  private static final String ID =
      "\"id\": {\"name\": \"id\", \"data_type\": \"integer\", \"constraints\": [{\"type\": \"not_null\"}]}";
  private static final String NAME =
      "\"name\": {\"name\": \"name\", \"data_type\": \"varchar(3)\"}";
  private static final String OLD =
      model("table", true, ID + "," + NAME, "{\"type\": \"unique\", \"columns\": [\"id\"]}");
  @TempDir Path directory;

  private static String model(
      String materialized, boolean enforced, String columns, String constraints) {
    return "{\"resource_type\": \"model\", \"config\": {\"materialized\": \""
        + materialized
        + "\", \"enabled\": true}, \"contract\": {\"enforced\": "
        + enforced
        + ", \"checksum\": \""
        + columns.hashCode()
        + "\"}, \"columns\": {"
        + columns
        + "}, \"constraints\": ["
        + constraints
        + "]}";
  }

  private Manifest manifest(String adapter, String... nodes) throws IOException {
    String text =
        "{\"metadata\": {\"dbt_schema_version\": \"https://schemas.getdbt.com/dbt/manifest/v12.json\", \"adapter_type\": \""
            + adapter
            + "\"}, \"nodes\": {"
            + String.join(",", nodes)
            + "}, \"disabled\": {\"model.shop.off\": []}}";
    return DbtArtifacts.manifest(Files.writeString(directory.resolve("manifest.json"), text));
  }

  private static String named(String id, String node) {
    return "\"" + id + "\": " + node;
  }

  private List<String> changes(String adapter, String before, String after) throws IOException {
    Manifest old = manifest(adapter, named("model.shop.a", before));
    return told(old, manifest(adapter, named("model.shop.a", after)));
  }

  private static List<String> told(Manifest old, Manifest head) {
    return ContractComparison.of(old, head, Instant.parse("2026-01-01T00:00:00Z")).stream()
        .map(change -> change.what() + ": " + change.after())
        .toList();
  }

  @Test
  void same_contract_breaks_nothing() throws Exception {
    assertThat(changes("postgres", OLD, OLD)).isEmpty();
  }

  @Test
  void added_columns_other_sizes_and_case_break_nothing() throws Exception {
    String wider =
        NAME.replace("varchar(3)", "VARCHAR(10)") + ", \"more\": {\"data_type\": \"text\"}";
    assertThat(
            changes(
                "postgres",
                OLD,
                model(
                    "table",
                    true,
                    ID + "," + wider,
                    "{\"type\": \"unique\", \"columns\": [\"id\"], \"warn_unenforced\": false}")))
        .isEmpty();
  }

  @Test
  void what_was_never_promised_can_go() throws Exception {
    assertThat(changes("postgres", model("table", false, ID, ""), model("view", false, NAME, "")))
        .isEmpty();
    assertThat(changes("postgres", model("table", false, ID, ""), OLD)).isEmpty();
  }

  @Test
  void removed_and_retyped_columns_break() throws Exception {
    String retyped = ID.replace("integer", "bigint");
    assertThat(
            changes(
                "postgres",
                OLD,
                model("table", true, retyped, "{\"type\": \"unique\", \"columns\": [\"id\"]}")))
        .containsExactly("column id: bigint", "column name: removed");
  }

  @Test
  void lost_enforcement_breaks() throws Exception {
    assertThat(changes("postgres", OLD, OLD.replace("\"enforced\": true", "\"enforced\": false")))
        .containsExactly("contract: not enforced");
  }

  @Test
  void only_constraints_the_platform_enforces_count() throws Exception {
    String without = model("table", true, ID.replace("not_null", "check") + "," + NAME, "");
    assertThat(changes("postgres", OLD, without))
        .containsExactly("column id: removed", "model: removed");
    assertThat(changes("snowflake", OLD, without)).containsExactly("column id: removed");
    assertThat(changes("spark", OLD, without)).isEmpty();
  }

  @Test
  void constraints_of_a_view_were_never_enforced() throws Exception {
    String view = OLD.replace("\"table\"", "\"view\"");
    assertThat(
            changes(
                "postgres",
                view,
                model("view", true, ID.replace("not_null", "check") + "," + NAME, "")))
        .isEmpty();
  }

  @Test
  void leaving_table_and_incremental_loses_the_constraints() throws Exception {
    assertThat(changes("postgres", OLD, OLD.replace("\"table\"", "\"incremental\""))).isEmpty();
    assertThat(changes("postgres", OLD, OLD.replace("\"table\"", "\"view\"")))
        .containsExactly("materialization: view, which enforces no constraints");
    String free = model("table", true, NAME, "");
    assertThat(changes("postgres", free, free.replace("\"table\"", "\"view\""))).isEmpty();
  }

  @Test
  void removed_models_break_unless_past_their_deprecation() throws Exception {
    String deprecated =
        OLD.replace(
            "{\"resource_type\"", "{\"deprecation_date\": \"2025-06-01\", \"resource_type\"");
    Manifest old =
        manifest(
            "postgres",
            named("model.shop.gone", OLD),
            named("model.shop.off", OLD),
            named("model.shop.old", deprecated));
    assertThat(told(old, manifest("postgres")))
        .containsExactly("model: deleted or renamed", "model: disabled");
  }

  @Test
  void foreign_keys_into_another_environment_are_the_same_promise() throws Exception {
    String key =
        "{\"type\": \"foreign_key\", \"columns\": [\"id\"], \"to\": \"\\\"%s\\\".\\\"gold\\\".\\\"dim\\\"\", \"to_columns\": [\"id\"]}";
    assertThat(
            changes(
                "postgres",
                model("table", true, ID, key.formatted("prod")),
                model("table", true, ID, key.formatted("stage"))))
        .isEmpty();
  }
}
