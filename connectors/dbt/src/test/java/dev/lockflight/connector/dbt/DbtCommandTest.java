package dev.lockflight.connector.dbt;

import static dev.lockflight.connector.dbt.Contexts.STG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockflight.Attribute;
import dev.lockflight.Environment;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Parameter;
import dev.lockflight.Secret;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import dev.lockflight.testkit.fake.FakeContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DbtCommandTest {
  @TempDir Path directory;
  private final List<DbtInvocation> seen = new ArrayList<>();

  /** Writes down what it is asked, and plays a green build. */
  private Dbt dbt(String version) throws IOException {
    Files.writeString(directory.resolve("dbt_project.yml"), "name: shop\n");
    DbtRunner green = Recorded.of(version, "build-green").runner();
    return Dbt.project(directory)
        .runBy(
            new DbtRunner() {
              @Override
              public DbtVersion version(StepContext context) throws Exception {
                return green.version(context);
              }

              @Override
              public Exit run(DbtInvocation invocation, StepContext context) throws Exception {
                seen.add(invocation);
                return green.run(invocation, context);
              }
            });
  }

  private FakeContext context() {
    return Contexts.in(directory.resolve("work"), "stage");
  }

  @Test
  void command_describes_itself_as_its_command_line() throws Exception {
    Dbt dbt = dbt("1.11.16");
    DbtCommand command =
        dbt.build()
            .select("tag:deploy")
            .exclude("tag:heavy")
            .threads(4)
            .failFast()
            .deferTo(STG)
            .favorState();
    assertThat(command.describe())
        .isEqualTo(
            "dbt build --select tag:deploy --exclude tag:heavy --threads 4 --fail-fast --defer --state <stg> --favor-state");
    assertThat(command.name()).isEqualTo("dbt build");
    assertThat(command.reads()).containsExactly(STG);
    assertThat(
            dbt.build()
                .var("x", 1)
                .var("days", Parameter.of("days", Integer.class))
                .leavingFailuresToGates()
                .describe())
        .isEqualTo("dbt build --vars {days: <days>, x: 1}, leaving failures to gates");
    assertThat(dbt.retry(STG).describe()).isEqualTo("dbt retry --state <stg>");
  }

  @Test
  void options_a_command_does_not_accept_are_refused_with_both_names() throws Exception {
    Dbt dbt = dbt("1.11.16");
    assertRefused(() -> dbt.retry(STG).select("x"), "dbt retry does not accept --select");
    assertRefused(
        () -> dbt.sourceFreshness().fullRefresh(),
        "dbt source freshness does not accept --full-refresh");
    assertRefused(() -> dbt.test().fullRefresh(), "dbt test does not accept --full-refresh");
    assertRefused(() -> dbt.ls().deferTo(STG), "dbt ls does not accept --defer");
    assertRefused(() -> dbt.parse().select("x"), "dbt parse does not accept --select");
    assertRefused(() -> dbt.deps().threads(2), "dbt deps does not accept --threads");
    assertRefused(() -> dbt.seed().leavingFailuresToGates(), "dbt seed runs no tests");
    assertRefused(() -> dbt.build().favorState(), "dbt build --favor-state needs deferTo");
    assertRefused(() -> dbt.build().select("--full-refresh"), "begin with a dash");
    assertRefused(() -> dbt.build().threads(0), "threads must be at least 1");
    assertRefused(() -> dbt.environment("DBT_STATE", "x"), "DBT_STATE is not handed on");
    assertRefused(() -> dbt.secret("TOKEN", Secret.of("token")), "must begin with DBT_ENV_SECRET_");
  }

  private static void assertRefused(Supplier<?> definition, String message) {
    assertThatThrownBy(definition::get)
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining(message);
  }

  @Test
  void invocation_is_isolated_stamped_and_logged() throws Exception {
    DbtResult unused = dbt("1.11.16").build().select("a", "b").var("n", 3).run(context());
    DbtInvocation invocation = seen.get(0);
    assertThat(invocation.arguments())
        .startsWith(
            "build",
            "--select",
            "a",
            "b",
            "--vars",
            "{\"n\":3}",
            "--target",
            "stage",
            "--target-path")
        .contains("--no-use-colors", "--no-send-anonymous-usage-stats")
        .containsSubsequence(
            "--log-format",
            "json",
            "--log-format-file",
            "json",
            "--log-level-file",
            "debug",
            "--log-file-max-bytes",
            "0");
    assertThat(invocation.environment())
        .containsEntry("DBT_ENV_CUSTOM_ENV_LOCKFLIGHT_RUN", "run-0001")
        .containsEntry("DBT_ENV_CUSTOM_ENV_LOCKFLIGHT_ENVIRONMENT", "stage")
        .containsEntry("DBT_ENV_CUSTOM_ENV_LOCKFLIGHT_COMMIT", Contexts.COMMIT);
    DbtResult again = dbt("1.11.16").build().run(context());
    assertThat(again.artifacts().directory()).isNotEqualTo(invocation.directory());
  }

  @Test
  void the_second_engine_is_spoken_to_in_its_words() throws Exception {
    DbtResult unused = dbt("2.0.0-preview.196").build().run(context());
    assertThat(seen.get(0).arguments()).doesNotContain("--no-use-colors");
    assertThat(Verb.DOCS_GENERATE.words(DbtVersion.in("dbt 2.0.5").orElseThrow()))
        .containsExactly("compile", "--write-catalog");
  }

  @Test
  void environment_without_target_is_refused_rather_than_guessed() throws Exception {
    Dbt dbt = dbt("1.11.16");
    StepFailedException failure =
        catchThrowableOfType(
            StepFailedException.class, () -> dbt.build().run(context().in(Environment.of("prod"))));
    assertThat(failure)
        .hasMessageContaining("environment prod has no attribute " + Attribute.DBT_TARGET);
    DbtResult unused =
        dbt.build().target("prod_deferred").run(context().in(Environment.of("prod")));
    assertThat(seen.get(0).arguments()).containsSubsequence("--target", "prod_deferred");
  }

  @Test
  void artifacts_can_be_kept_elsewhere() throws Exception {
    DbtResult result =
        dbt("1.11.16").keepingArtifactsIn(directory.resolve("kept")).build().run(context());
    assertThat(result.artifacts().directory()).startsWith(directory.resolve("kept/run-0001/key-1"));
  }

  @Test
  void state_is_checked_before_dbt_starts() throws Exception {
    Path state = Files.createDirectories(directory.resolve("state"));
    Dbt dbt = dbt("1.11.16");
    assertThat(message(dbt.build().deferTo(state)))
        .contains("has no " + state.resolve("manifest.json"));
    Files.copy(
        Recorded.of("1.11.16", "build-green").file("manifest.json"),
        state.resolve("manifest.json"));
    Instant written =
        DbtArtifacts.manifest(state.resolve("manifest.json"))
            .metadata()
            .generatedAt()
            .orElseThrow();

    DbtCommand fresh = dbt.build().deferTo(DbtState.in(state).notOlderThan(Duration.ofHours(1)));
    assertThat(fresh.run(context().at(written.plusSeconds(3600))).invocation().which())
        .isEqualTo("build");
    assertThat(message(fresh, context().at(written.plusSeconds(3601)))).contains("PT1H1S ago");
    assertThat(
            message(
                dbt.build().deferTo(DbtState.in(state).withDigest(dev.lockflight.Digest.of("x")))))
        .contains("has changed");
    assertThat(message(dbt("1.7.20").build().deferTo(state)))
        .contains("manifest v12")
        .contains("reads up to v11");
    Files.writeString(state.resolve("manifest.json"), "{}");
    assertThat(message(dbt.build().deferTo(state))).contains("dbt did not write it");
  }

  private String message(DbtCommand command) {
    return message(command, context());
  }

  private static String message(DbtCommand command, FakeContext context) {
    return String.valueOf(
        catchThrowableOfType(StepFailedException.class, () -> command.run(context)).getMessage());
  }

  @Test
  void versions_of_all_engines_are_understood() {
    assertThat(
            DbtVersion.in("Core:\n  - installed: 1.11.16\n  - latest:    1.12.6")
                .orElseThrow()
                .text())
        .isEqualTo("1.11.16");
    assertThat(DbtVersion.in("dbt-fusion 2.0.0-preview.196").orElseThrow().isSecondEngine())
        .isTrue();
    assertThat(DbtVersion.in("dbt 2.0.5").orElseThrow().minor()).isZero();
    assertThat(
            DbtVersion.in("installed version: 1.0.4\n   latest version: 1.7.1")
                .orElseThrow()
                .text())
        .isEqualTo("1.0.4");
    assertThat(DbtVersion.in("command not found")).isEmpty();
  }
}
