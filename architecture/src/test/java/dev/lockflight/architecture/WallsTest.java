package dev.lockflight.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.EvaluationResult;
import dev.lockflight.architecture.seeded.one.One;
import org.junit.jupiter.api.Test;

class WallsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.lockflight");
  private static final String ROOT = "dev.lockflight";
  private static final String RUN = "dev.lockflight.run";
  private static final String STORE = "dev.lockflight.store";
  private static final String JSON = "dev.lockflight.json";
  private static final String PLAN = "dev.lockflight.plan";

  @Test
  void there_are_classes_to_look_at() {
    assertThat(CLASSES.size()).isGreaterThan(200);
  }

  @Test
  void packages_have_no_cycle() {
    Walls.noCycles().check(CLASSES);
  }

  @Test
  void a_seeded_cycle_is_found() {
    JavaClasses seeded =
        new ClassFileImporter()
            .importPackages(One.class.getPackageName(), "dev.lockflight.architecture.seeded.two");
    EvaluationResult result = Walls.noCycles().evaluate(seeded);

    assertThat(result.hasViolation()).isTrue();
    assertThat(result.getFailureReport().toString()).contains("Cycle detected");
  }

  @Test
  void the_words_know_nothing() {
    Walls.only(ROOT).check(CLASSES);
  }

  @Test
  void the_run_knows_the_words_and_persistent_maps() {
    Walls.only(RUN, ROOT, "org.pcollections..").check(CLASSES);
  }

  /** The engine makes plans and reports show them; neither may import the other. */
  @Test
  void a_plan_knows_the_words() {
    Walls.only(PLAN, ROOT).check(CLASSES);
  }

  @Test
  void the_store_knows_what_happened() {
    Walls.only(STORE, ROOT, RUN).check(CLASSES);
    Walls.only(
            "dev.lockflight.store.jdbc",
            ROOT,
            RUN,
            STORE,
            JSON,
            "org.jdbi..",
            "org.sqlite..",
            "org.postgresql..",
            "org.slf4j..")
        .check(CLASSES);
  }

  @Test
  void the_engine_never_knows_a_database() {
    Walls.only(
            "dev.lockflight.engine",
            ROOT,
            RUN,
            PLAN,
            STORE,
            JSON,
            "dev.lockflight.notify",
            "dev.lockflight.artifact",
            "org.pcollections..", // the ledger grows while it is read, as the runs do
            "com.cronutils..",
            "org.slf4j..")
        .check(CLASSES);
  }

  @Test
  void reports_and_artifacts_and_the_dsl_know_little() {
    Walls.only(
            "dev.lockflight.report",
            ROOT,
            RUN,
            PLAN,
            JSON,
            "tools.jackson..",
            "com.fasterxml.jackson.annotation..",
            "javax.xml..")
        .check(CLASSES);
    Walls.only("dev.lockflight.artifact", ROOT, JSON).check(CLASSES);
    Walls.only("dev.lockflight.dsl", ROOT).check(CLASSES);
    Walls.only("dev.lockflight.proof", ROOT).check(CLASSES);
  }

  @Test
  void connectors_know_the_words_and_their_base_connector() {
    Walls.only("dev.lockflight.connector.process", ROOT).check(CLASSES);
    Walls.only(
            "dev.lockflight.connector.process.report",
            ROOT,
            "dev.lockflight.connector.process",
            "tools.jackson..",
            "com.ctc.wstx..",
            "javax.xml..")
        .check(CLASSES);
    Walls.only(
            "dev.lockflight.connector.http",
            ROOT,
            "okhttp3..",
            "okio..",
            "io.github.resilience4j..",
            "tools.jackson..",
            "com.fasterxml.jackson.annotation..",
            "javax.net..")
        .check(CLASSES);
    String github = "dev.lockflight.connector.github";
    String http = "dev.lockflight.connector.http";
    Walls.only(github, ROOT, RUN, "dev.lockflight.engine", http, github + ".webhook")
        .check(CLASSES);
    Walls.only(github + ".webhook", ROOT, http, "javax.crypto..").check(CLASSES);
    Walls.only(github + ".actions", ROOT, http, github + ".webhook").check(CLASSES);
    Walls.only("dev.lockflight.connector.sql", ROOT, JSON, "org.jdbi..").check(CLASSES);
    Walls.only(
            "dev.lockflight.connector.dbt",
            ROOT,
            JSON,
            "dev.lockflight.artifact",
            "dev.lockflight.connector.process",
            "tools.jackson..",
            "com.fasterxml.jackson.annotation..")
        .check(CLASSES);
  }

  @Test
  void tools_know_the_words_and_commands() {
    String process = "dev.lockflight.connector.process";
    Walls.only("dev.lockflight.connector.terraform", ROOT, JSON, process, "tools.jackson..")
        .check(CLASSES);
    Walls.only("dev.lockflight.connector.python", ROOT, process).check(CLASSES);
    Walls.only(
            "dev.lockflight.connector.kubernetes",
            ROOT,
            process,
            "tools.jackson..",
            "io.fabric8.kubernetes..",
            "org.snakeyaml.engine..")
        .check(CLASSES);
  }

  /** Each part of the kit can be used without those behind it. */
  @Test
  void the_test_kit_stands_on_the_core() {
    String engine = "dev.lockflight.engine";
    String assertion = "dev.lockflight.testkit.assertion";
    String simulation = "dev.lockflight.testkit.simulation";
    String explore = "dev.lockflight.testkit.explore";
    String crash = "dev.lockflight.testkit.crash";
    String[] core = {ROOT, RUN, STORE, engine, "dev.lockflight.notify"};
    Walls.only(
            assertion,
            ROOT,
            RUN,
            STORE,
            JSON,
            engine,
            "dev.lockflight.proof",
            "dev.lockflight.report",
            "org.assertj..")
        .check(CLASSES);
    Walls.only(simulation, Walls.and(core, assertion)).check(CLASSES);
    Walls.only(explore, Walls.and(core, simulation)).check(CLASSES);
    Walls.only(crash, Walls.and(core, simulation)).check(CLASSES);
    Walls.only("dev.lockflight.testkit.junit", ROOT, assertion, simulation, "org.junit..")
        .check(CLASSES);
    Walls.only("dev.lockflight.testkit", Walls.and(core, assertion, simulation, explore, crash))
        .check(CLASSES);
  }

  /** The kit brings JUnit and AssertJ, and nothing else, to whoever tests with it. */
  @Test
  void contracts_and_fakes_know_core_and_the_tools_of_tests() {
    String fakes = "dev.lockflight.testkit.fake";
    String artifacts = "dev.lockflight.artifact";
    String[] tools = {"org.junit.jupiter.api..", "org.assertj.core.."};
    String[] core = {ROOT, RUN, STORE, JSON, artifacts};
    Walls.only(fakes, Walls.and(core, "dev.lockflight.engine")).check(CLASSES);
    Walls.only("dev.lockflight.testkit.contract", Walls.and(core, Walls.and(tools, fakes)))
        .check(CLASSES);
    Walls.only(
            "dev.lockflight.testkit.dbt",
            Walls.and(tools, ROOT, JSON, "dev.lockflight.connector.dbt", fakes))
        .check(CLASSES);
  }

  /** It stands for somebody else's server, so it knows nothing of ours. */
  @Test
  void the_local_workspace_knows_no_lockflight() {
    Walls.only("dev.lockflight.testkit.databricks", "tools.jackson..", "com.sun.net.httpserver..")
        .check(CLASSES);
  }

  @Test
  void databricks_knows_its_base_connectors() {
    Walls.only(
            "dev.lockflight.connector.databricks",
            ROOT,
            JSON,
            "dev.lockflight.connector.http",
            "dev.lockflight.connector.sql",
            "dev.lockflight.connector.dbt",
            "org.jdbi..",
            "com.databricks..",
            "com.fasterxml.jackson.annotation..")
        .check(CLASSES);
  }

  @Test
  void airflow_knows_the_rest_client() {
    Walls.only("dev.lockflight.connector.airflow", ROOT, JSON, "dev.lockflight.connector.http")
        .check(CLASSES);
  }

  /** What is told is a pure function of what happened; the engine only sends it. */
  @Test
  void notifications_know_the_run_and_channels_only_the_words() {
    Walls.only("dev.lockflight.notify", ROOT, RUN).check(CLASSES);
    Walls.only("dev.lockflight.connector.chat", ROOT, "dev.lockflight.connector.http")
        .check(CLASSES);
    Walls.only(
            "dev.lockflight.connector.mail",
            ROOT,
            "org.simplejavamail..",
            "jakarta.mail..",
            "org.eclipse.angus..",
            "javax.net..")
        .check(CLASSES);
  }

  @Test
  void docker_knows_its_base_connectors() {
    Walls.only(
            "dev.lockflight.connector.docker",
            ROOT,
            JSON,
            "dev.lockflight.connector.http",
            "dev.lockflight.connector.process",
            "javax.net..")
        .check(CLASSES);
  }

  /** It starts somebody else's programs, so it knows nothing of ours. */
  @Test
  void the_local_engine_knows_no_lockflight() {
    Walls.only("dev.lockflight.testkit.docker").check(CLASSES);
  }

  @Test
  void volumes_know_a_workspace_and_artifacts() {
    Walls.only(
            "dev.lockflight.connector.volumes",
            ROOT,
            "dev.lockflight.artifact",
            "dev.lockflight.connector.http",
            "dev.lockflight.connector.databricks")
        .check(CLASSES);
  }

  @Test
  void time_and_threads_are_handed_in() {
    Walls.onlyTheEngineHasThreadsAndAClock().check(CLASSES);
  }

  @Test
  void databases_stay_behind_the_store() {
    Walls.onlyTheStoreKnowsDatabases().check(CLASSES);
  }

  @Test
  void nothing_mutable_is_static() {
    Walls.noFieldIsStaticAndMutable().check(CLASSES);
  }
}
