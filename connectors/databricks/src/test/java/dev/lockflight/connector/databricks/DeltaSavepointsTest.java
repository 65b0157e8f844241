package dev.lockflight.connector.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockflight.Attribute;
import dev.lockflight.Environment;
import dev.lockflight.FailureClass;
import dev.lockflight.RestoreReport;
import dev.lockflight.Savepoint;
import dev.lockflight.Secret;
import dev.lockflight.StepFailedException;
import dev.lockflight.Verdict;
import dev.lockflight.testkit.fake.FakeContext;
import dev.lockflight.testkit.fake.SettableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real driver; the tables are a stand-in that remembers commits. */
class DeltaSavepointsTest {
  private final Environment prod =
      Environment.of("prod").with(new Attribute(Attribute.CATALOG, "prod"));
  private final FakeContext context = FakeContext.ofRun("r1").in(prod);
  private DeltaServer server;
  private Databricks workspace;
  private DeltaSavepoints savepoints;

  @BeforeEach
  void tables() throws Exception {
    server = new DeltaServer();
    server.table("prod.silver.laps").write("CREATE TABLE").write("WRITE");
    server.table("prod.gold.best").write("CREATE TABLE").write("WRITE").write("WRITE");
    workspace =
        Databricks.open(
            DatabricksAuth.token(server.uri(), Secret.of("databricks-token")),
            Workspaces.settings(SettableClock.startingAt(Workspaces.NOW)));
    savepoints = of("silver.laps", "gold.best");
  }

  @AfterEach
  void close() {
    workspace.close();
    server.close();
  }

  @Test
  void a_savepoint_has_the_version_of_each_table() {
    Savepoint savepoint = savepoints.capture(context);

    assertThat(savepoint.relations())
        .containsExactly(
            new Savepoint.Relation("prod.silver.laps", "1", ""),
            new Savepoint.Relation("prod.gold.best", "2", ""));
    assertThat(savepoint.attributes())
        .containsEntry("prod.gold.best id", "id-of-prod.gold.best")
        .containsKey("prod.gold.best committed");
  }

  @Test
  void tables_are_restored_from_the_last_to_the_first_and_verified() {
    Savepoint before = savepoints.capture(context);
    server.table("prod.silver.laps").write("MERGE");
    server.table("prod.gold.best").write("WRITE").write("OPTIMIZE");

    RestoreReport report = savepoints.bringBack(before, context);

    assertThat(report.isComplete()).isTrue();
    assertThat(report.restored()).extracting(Savepoint.Relation::version).containsExactly("2", "1");
    assertThat(restores())
        .containsExactly(
            "RESTORE TABLE `prod`.`gold`.`best` TO VERSION AS OF 2",
            "RESTORE TABLE `prod`.`silver`.`laps` TO VERSION AS OF 1");
  }

  @Test
  void what_was_not_written_is_not_restored_and_what_was_restored_not_again() {
    Savepoint before = savepoints.capture(context);
    server.table("prod.gold.best").write("WRITE");

    assertThat(savepoints.bringBack(before, context).isComplete()).isTrue();
    assertThat(savepoints.bringBack(before, context).isComplete()).isTrue();

    assertThat(restores()).hasSize(1);
  }

  @Test
  void a_restore_whose_answer_was_lost_is_finished_when_called_again() {
    Savepoint before = savepoints.capture(context);
    server.table("prod.silver.laps").write("WRITE");
    server.table("prod.gold.best").write("WRITE");
    server.loses = sql -> sql.startsWith("RESTORE");

    StepFailedException lost =
        catchThrowableOfType(
            StepFailedException.class, () -> savepoints.bringBack(before, context));
    server.loses = sql -> false;

    assertThat(lost.failureClass()).isEqualTo(FailureClass.TRANSIENT);
    assertThat(lost).hasMessageContaining("restoring again goes on");
    assertThat(savepoints.bringBack(before, context).isComplete()).isTrue();
    assertThat(restores()).hasSize(2);
  }

  @Test
  void what_restore_does_not_take_is_said_when_the_savepoint_is_taken() {
    server.table("prod.gold.v").type = "VIEW";
    server.table("prod.gold.mv").type = "MATERIALIZED_VIEW";
    server.table("prod.gold.st").type = "STREAMING_TABLE";
    server.table("prod.gold.clone").type = "MANAGED_SHALLOW_CLONE";
    server.table("prod.gold.pq").provider = "parquet";
    Savepoint savepoint =
        of("gold.v", "gold.mv", "gold.st", "gold.clone", "gold.pq", "gold.new").capture(context);

    assertThat(savepoint.isRestorable()).isFalse();
    assertThat(savepoint.relations())
        .extracting(Savepoint.Relation::obstacle)
        .satisfiesExactly(
            o -> assertThat(o).startsWith("is a view"),
            o -> assertThat(o).startsWith("is a materialized view"),
            o -> assertThat(o).startsWith("is a streaming table"),
            o -> assertThat(o).startsWith("is a shallow clone"),
            o -> assertThat(o).startsWith("is no Delta table but PARQUET"),
            o -> assertThat(o).startsWith("did not exist"));
  }

  @Test
  void views_can_be_left_out_and_new_tables_dropped() {
    server.table("prod.gold.v").type = "VIEW";
    DeltaSavepoints chosen = of("gold.v", "gold.new").leavingOutViews().droppingNewTables();
    Savepoint before = chosen.capture(context);
    server.table("prod.gold.new").write("CREATE TABLE");

    RestoreReport report = chosen.bringBack(before, context);

    assertThat(report.restored())
        .extracting(Savepoint.Relation::name)
        .containsExactly("prod.gold.new");
    assertThat(report.isComplete()).isTrue();
    assertThat(server.tables).doesNotContainKey("prod.gold.new").containsKey("prod.gold.v");
  }

  @Test
  void a_table_made_anew_is_left_and_reported() throws Exception {
    Savepoint before = savepoints.capture(context);
    server.tables.remove("prod.gold.best");
    server.table("prod.gold.best").write("CREATE TABLE").write("WRITE").write("WRITE");

    RestoreReport report = savepoints.bringBack(before, context);

    assertThat(report.left()).hasSize(1);
    assertThat(report.left().get(0).obstacle()).startsWith("was dropped and made anew");
    assertThat(savepoints.check(before).status()).isEqualTo(Verdict.Status.FAILED);
    assertThat(restores()).isEmpty();
  }

  @Test
  void a_version_that_has_left_the_history_is_left_and_reported() throws Exception {
    Savepoint before = savepoints.capture(context);
    server.table("prod.gold.best").write("WRITE").write("WRITE");
    server.table("prod.gold.best").commits.subList(0, 4).clear();

    assertThat(savepoints.check(before).evidence().get(0).observed())
        .startsWith("version 2 is no longer in its history, which begins with 4");
  }

  @Test
  void a_vacuum_matters_only_when_it_reached_the_savepoint() throws Exception {
    Savepoint before = savepoints.capture(context);
    server.later(Duration.ofDays(2));
    server
        .table("prod.gold.best")
        .write("WRITE")
        .write("VACUUM START", "{\"defaultRetentionMillis\":\"604800000\"}");
    assertThat(savepoints.check(before).status()).isEqualTo(Verdict.Status.PASSED);

    server
        .table("prod.gold.best")
        .write("VACUUM START", "{\"specifiedRetentionMillis\":\"3600000\"}");
    assertThat(savepoints.check(before).evidence().get(0).observed())
        .startsWith("files of version 2 were vacuumed");
  }

  @Test
  void what_may_not_be_restored_is_reported_and_the_rest_goes_on() {
    Savepoint before = savepoints.capture(context);
    server.table("prod.silver.laps").write("WRITE");
    server.table("prod.gold.best").write("WRITE");
    server.refuses = sql -> sql.startsWith("RESTORE TABLE `prod`.`gold`");

    RestoreReport report = savepoints.bringBack(before, context);

    assertThat(report.restored())
        .extracting(Savepoint.Relation::name)
        .containsExactly("prod.silver.laps");
    assertThat(report.left().get(0).obstacle())
        .contains("could not be restored")
        .contains("PERMISSION_DENIED");
  }

  @Test
  void nothing_restored_at_all_fails_the_step() {
    Savepoint before = savepoints.capture(context);
    server.tables.clear();

    StepFailedException failure =
        catchThrowableOfType(
            StepFailedException.class, () -> savepoints.bringBack(before, context));

    assertThat(failure)
        .hasMessageContaining("nothing of delta-")
        .hasMessageContaining("was dropped");
  }

  @Test
  void a_savepoint_of_another_environment_is_refused() {
    Savepoint before = savepoints.capture(context);
    Environment stage = Environment.of("stage");

    StepFailedException failure =
        catchThrowableOfType(
            StepFailedException.class,
            () -> savepoints.bringBack(before, FakeContext.ofRun("r1").in(stage)));

    assertThat(failure).hasMessageContaining("belong to environment prod");
    assertThat(restores()).isEmpty();
  }

  private DeltaSavepoints of(String... tables) {
    return DeltaSavepoints.ofTables(prod, workspace.warehouse("wh1").dataSource(), tables);
  }

  private List<String> restores() {
    return server.statements.stream().filter(sql -> sql.startsWith("RESTORE")).toList();
  }
}
