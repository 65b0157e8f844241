package dev.lockflight.connector.dbt;

import static dev.lockflight.connector.dbt.Contexts.STG;
import static dev.lockflight.connector.dbt.DbtGates.contractsEnforced;
import static dev.lockflight.connector.dbt.DbtGates.dbtSucceeded;
import static dev.lockflight.connector.dbt.DbtGates.everyDomainGuarded;
import static dev.lockflight.connector.dbt.DbtGates.exposuresIntact;
import static dev.lockflight.connector.dbt.DbtGates.minExecuted;
import static dev.lockflight.connector.dbt.DbtGates.noBreakingContractChange;
import static dev.lockflight.connector.dbt.DbtGates.noCrossEnvironmentReferences;
import static dev.lockflight.connector.dbt.DbtGates.sourceFreshness;
import static dev.lockflight.connector.dbt.DbtGates.testsPassed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Gate;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Verdict;
import dev.lockflight.Verdict.Status;
import dev.lockflight.testkit.fake.FakeContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gates say of recorded runs. */
class GatesTest {
  static final List<String> VERSIONS = Recorded.VERSIONS;
  @TempDir Path directory;

  private Verdict ask(Gate gate, String version, String dbtCase, String which) throws Exception {
    return ask(gate, Recorded.of(version, dbtCase).result(which, directory.resolve("stg")));
  }

  private Verdict ask(Gate gate, DbtResult result) throws Exception {
    FakeContext context = Contexts.in(directory, "stage");
    context.with(STG, result);
    return gate.evaluate(context);
  }

  @ParameterizedTest
  @FieldSource("VERSIONS")
  void green_build_passes(String version) throws Exception {
    for (Gate gate :
        List.of(
            dbtSucceeded(STG),
            testsPassed(STG),
            testsPassed(STG).tagged("guardrail").inPackage("f1_analytics").ofSeverity("error"),
            minExecuted(STG, 11).ofType("model"),
            contractsEnforced(STG, "fact_laps"),
            noCrossEnvironmentReferences(STG),
            everyDomainGuarded(STG, "sessions", "drivers", "laps", "standings")
                .among("tag:guardrail"))) {
      Verdict verdict = ask(gate, version, "build-green", "build");
      assertThat(verdict.status())
          .describedAs("%s: %s", gate.describe(), verdict)
          .isEqualTo(Status.PASSED);
      assertThat(verdict.evidence()).isNotEmpty();
      assertThat(verdict.evidence().get(0).source()).contains("sha256:");
    }
  }

  @ParameterizedTest
  @FieldSource("VERSIONS")
  void failing_test_is_failed_with_its_name(String version) throws Exception {
    Verdict tests = ask(testsPassed(STG), version, "build-failing-test", "build");
    assertThat(tests.status()).isEqualTo(Status.FAILED);
    assertThat(tests.evidence())
        .anyMatch(e -> e.name().equals("test.f1_analytics.no_negative_lap_times"));
    assertThat(ask(dbtSucceeded(STG), version, "build-failing-test", "build").status())
        .isEqualTo(Status.FAILED);
    // others were skipped because of it, so nobody knows about them
    assertThat(
            ask(testsPassed(STG).allowingFailures(1), version, "build-failing-test", "build")
                .status())
        .isEqualTo(Status.ERRORED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.11.16", "2.0.0-preview.196"})
  void warnings_open_with_a_warning(String version) throws Exception {
    assertThat(ask(dbtSucceeded(STG), version, "build-warning-test", "build").status())
        .isEqualTo(Status.WARNED);
    assertThat(ask(testsPassed(STG), version, "build-warning-test", "build").status())
        .isEqualTo(Status.WARNED);
    assertThat(
            ask(testsPassed(STG).ofSeverity("error"), version, "build-warning-test", "build")
                .status())
        .isEqualTo(Status.PASSED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.11.16", "2.0.0-preview.196"})
  void broken_model_is_failed_and_untested(String version) throws Exception {
    assertThat(ask(dbtSucceeded(STG), version, "build-error-model", "build").status())
        .isEqualTo(Status.FAILED);
    assertThat(ask(testsPassed(STG), version, "build-error-model", "build").status())
        .isEqualTo(Status.ERRORED);
  }

  @Test
  void ephemeral_model_that_the_second_engine_lists_as_skipped_is_no_failure() throws Exception {
    assertThat(ask(dbtSucceeded(STG), "2.0.0-preview.196", "build-ephemeral", "build").status())
        .isEqualTo(Status.PASSED);
  }

  @ParameterizedTest
  @FieldSource("VERSIONS")
  void empty_selection_proves_nothing(String version) throws Exception {
    assertThat(ask(dbtSucceeded(STG), version, "empty-selection", "build").status())
        .isEqualTo(Status.WARNED);
    assertThat(ask(testsPassed(STG), version, "empty-selection", "build").status())
        .isEqualTo(Status.ERRORED);
    assertThat(ask(testsPassed(STG).allowingNone(), version, "empty-selection", "build").status())
        .isEqualTo(Status.PASSED);
    assertThat(ask(minExecuted(STG, 1), version, "empty-selection", "build").status())
        .isEqualTo(Status.FAILED);
    assertThat(ask(noCrossEnvironmentReferences(STG), version, "empty-selection", "build").status())
        .isEqualTo(Status.ERRORED);
  }

  @ParameterizedTest
  @FieldSource("VERSIONS")
  void results_of_docs_generate_never_feed_a_gate(String version) throws Exception {
    for (Gate gate : List.of(dbtSucceeded(STG), testsPassed(STG), minExecuted(STG, 1))) {
      Verdict verdict = ask(gate, version, "docs-generate", "generate");
      assertThat(verdict.status()).isEqualTo(Status.ERRORED);
      assertThat(verdict.summary()).contains("not believed");
    }
  }

  @ParameterizedTest
  @FieldSource("VERSIONS")
  void freshness_is_read_against_the_manifest(String version) throws Exception {
    assertThat(ask(sourceFreshness(STG), version, "source-freshness", "freshness").status())
        .isEqualTo(Status.PASSED);
    assertThat(ask(sourceFreshness(STG), version, "source-freshness-stale", "freshness").status())
        .isEqualTo(Status.FAILED);
    assertThat(
            ask(sourceFreshness(STG).of("no_such_source"), version, "source-freshness", "freshness")
                .status())
        .isEqualTo(Status.ERRORED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.11.16", "2.0.0-preview.196"})
  void due_source_warns_or_fails_as_said(String version) throws Exception {
    assertThat(ask(sourceFreshness(STG), version, "source-freshness-warn", "freshness").status())
        .isEqualTo(Status.WARNED);
    assertThat(
            ask(
                    sourceFreshness(STG).failingOnWarnings(),
                    version,
                    "source-freshness-warn",
                    "freshness")
                .status())
        .isEqualTo(Status.FAILED);
  }

  @Test
  void source_that_dbt_left_out_is_failed() throws Exception {
    Path target = directory.resolve("stg");
    DbtResult result = Recorded.of("1.11.16", "source-freshness").result("freshness", target);
    Path file = target.resolve("sources.json");
    Files.writeString(file, Files.readString(file).replace("raw.lap_loads", "raw.other_loads"));
    Verdict verdict = ask(sourceFreshness(STG), recollected(result, target));
    assertThat(verdict.status()).isEqualTo(Status.FAILED);
    assertThat(verdict.evidence())
        .anyMatch(e -> e.observed().startsWith("missing from sources.json"));
  }

  private static DbtResult recollected(DbtResult result, Path target) {
    return new DbtResult(
        result.invocation(),
        result.counts(),
        result.elapsed(),
        new DbtResult.Artifacts(target, ArtifactFiles.collect(target)),
        result.failures(),
        result.deferred());
  }

  @ParameterizedTest
  @FieldSource("VERSIONS")
  void dashboard_is_broken_by_what_fails_before_it(String version) throws Exception {
    assertThat(ask(exposuresIntact(STG), version, "build-green", "build").status())
        .isEqualTo(Status.PASSED);
    Verdict model = ask(exposuresIntact(STG), version, "build-error-model", "build");
    assertThat(model.status()).isEqualTo(Status.FAILED);
    assertThat(model.summary()).isEqualTo("broken: championship_dashboard");
    assertThat(model.evidence().get(0).observed()).contains("fact_laps error");
    Verdict test = ask(exposuresIntact(STG), version, "build-failing-test", "build");
    assertThat(test.evidence().get(0).observed()).contains("no_negative_lap_times fail");
    assertThat(
            ask(exposuresIntact(STG).among("tag:board"), version, "build-green", "build").status())
        .isEqualTo(Status.ERRORED);
  }

  @Test
  void unguarded_domain_and_missing_contract_are_failed() throws Exception {
    Verdict guards =
        ask(everyDomainGuarded(STG, "laps", "weather"), "1.11.16", "build-green", "build");
    assertThat(guards.status()).isEqualTo(Status.FAILED);
    assertThat(guards.summary()).contains("weather").doesNotContain("laps");
    assertThat(
            ask(everyDomainGuarded(STG, "laps").byAtLeast(50), "1.11.16", "build-green", "build")
                .status())
        .isEqualTo(Status.FAILED);
    Verdict contracts =
        ask(contractsEnforced(STG, "tag:deploy"), "1.11.16", "build-green", "build");
    assertThat(contracts.status()).isEqualTo(Status.FAILED);
    assertThat(contracts.evidence())
        .anyMatch(e -> e.name().equals("model.f1_analytics.dim_drivers"));
    assertThat(ask(contractsEnforced(STG, "tag:none"), "1.11.16", "build-green", "build").status())
        .isEqualTo(Status.ERRORED);
  }

  @ParameterizedTest
  @FieldSource("VERSIONS")
  void another_environments_catalog_is_found(String version) throws Exception {
    Verdict verdict =
        ask(noCrossEnvironmentReferences(STG).allowing("prod"), version, "build-green", "build");
    assertThat(verdict.status()).isEqualTo(Status.FAILED);
    assertThat(verdict.evidence())
        .anyMatch(
            e ->
                e.name()
                    .contains("model.f1_analytics.fact_laps reads stage.silver_clean.silver_laps"));
  }

  @Test
  void nodes_without_compiled_code_cannot_be_judged() throws Exception {
    Path target = directory.resolve("stg");
    DbtResult result = Recorded.of("2.0.0-preview.196", "build-green").result("build", target);
    Path file = target.resolve("manifest.json");
    Files.writeString(file, Files.readString(file).replace("\"compiled_code\":", "\"other\":"));
    Verdict verdict = ask(noCrossEnvironmentReferences(STG), recollected(result, target));
    assertThat(verdict.status()).isEqualTo(Status.ERRORED);
    assertThat(verdict.summary()).contains("have no compiled code");
  }

  @Test
  void base_manifest_is_compared_with_care() throws Exception {
    Path base = Files.createDirectories(directory.resolve("base"));
    assertThat(ask(noBreakingContractChange(STG, base), "1.11.16", "build-green", "build").status())
        .isEqualTo(Status.ERRORED);
    assertThat(
            ask(
                    noBreakingContractChange(STG, base).passingWithoutBase(),
                    "1.11.16",
                    "build-green",
                    "build")
                .status())
        .isEqualTo(Status.SKIPPED);
    copyBase(base, "1.11.16", "\"data_type\":\"varchar\"", "\"data_type\":\"varchar\"");
    assertThat(ask(noBreakingContractChange(STG, base), "1.11.16", "build-green", "build").status())
        .isEqualTo(Status.PASSED);
    copyBase(base, "1.11.16", "\"data_type\":\"decimal(9,3)\"", "\"data_type\":\"double\"");
    Verdict broken = ask(noBreakingContractChange(STG, base), "1.11.16", "build-green", "build");
    assertThat(broken.status()).isEqualTo(Status.FAILED);
    assertThat(broken.summary()).contains("column lap_seconds: double → decimal(9,3)");
    assertThat(
            ask(
                    noBreakingContractChange(STG, base).warningOnUnversioned(),
                    "1.11.16",
                    "build-green",
                    "build")
                .status())
        .isEqualTo(Status.WARNED);
    copyBase(base, "1.7.20", "x", "x");
    assertThat(ask(noBreakingContractChange(STG, base), "1.11.16", "build-green", "build").status())
        .isEqualTo(Status.WARNED);
    copyBase(base, "1.11.16", "\"adapter_type\":\"duckdb\"", "\"adapter_type\":\"postgres\"");
    assertThat(ask(noBreakingContractChange(STG, base), "1.11.16", "build-green", "build").status())
        .isEqualTo(Status.ERRORED);
    copyBase(base, "1.11.16", "\"project_name\":\"f1_analytics\"", "\"project_name\":\"other\"");
    assertThat(ask(noBreakingContractChange(STG, base), "1.11.16", "build-green", "build").status())
        .isEqualTo(Status.ERRORED);
  }

  private static void copyBase(Path base, String version, String old, String with)
      throws IOException {
    String text = Files.readString(Recorded.of(version, "build-green").file("manifest.json"));
    Files.writeString(base.resolve("manifest.json"), text.replace(old, with));
  }

  @Test
  void gates_refuse_selectors_they_do_not_understand() {
    for (String text : List.of("+tag:x", "tag:", "path:models", "a b", "")) {
      assertThatThrownBy(() -> contractsEnforced(STG, text))
          .isInstanceOf(InvalidDefinitionException.class)
          .hasMessageContaining("a gate selects by");
    }
  }
}
