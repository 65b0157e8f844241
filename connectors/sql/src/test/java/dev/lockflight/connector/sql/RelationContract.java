package dev.lockflight.connector.sql;

import static dev.lockflight.Percent.percent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Environment;
import dev.lockflight.Gate;
import dev.lockflight.Output;
import dev.lockflight.StepFailedException;
import dev.lockflight.Verdict;
import dev.lockflight.Verdict.Status;
import dev.lockflight.testkit.fake.FakeContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import javax.sql.DataSource;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two environments in a real database, and the gates that look at time and columns. */
abstract class RelationContract {
  final FakeContext context = FakeContext.ofRun("run-1").in(Environment.of("stage"));
  DataSource stageSource;
  DataSource prodSource;
  Warehouse stage;
  Warehouse prod;

  /** Two empty databases. */
  abstract DataSource freshDatabase(String name) throws Exception;

  @BeforeEach
  void two_environments_with_a_hundred_laps_each() throws Exception {
    stageSource = freshDatabase("stage");
    prodSource = freshDatabase("prod");
    stage = Warehouse.of(Environment.of("stage"), stageSource);
    prod = Warehouse.of(Environment.of("prod"), prodSource);
    for (DataSource source : List.of(stageSource, prodSource)) {
      execute(
          source,
          "create schema gold",
          "create table gold.fact_laps (lap_id integer, driver varchar(20), points decimal(9,3),"
              + " loaded_at timestamp, seen_at timestamp with time zone, lap_day date)");
      laps(source, 100);
    }
  }

  static void execute(DataSource source, String... sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      for (String each : sql) {
        statement.execute(each);
      }
    }
  }

  static void laps(DataSource source, int rows) throws SQLException {
    StringBuilder values = new StringBuilder("insert into gold.fact_laps (lap_id, points) values ");
    for (int i = 1; i <= rows; i++) {
      values.append(i == 1 ? "" : ",").append("(").append(i).append(", ").append(i).append(".125)");
    }
    execute(source, "delete from gold.fact_laps", values.toString());
  }

  Verdict ask(Gate gate) throws Exception {
    return gate.evaluate(context);
  }

  Status status(Gate gate) throws Exception {
    return ask(gate).status();
  }

  @Test
  void freshness_is_counted_by_the_warehouses_clock_in_any_zone() throws Exception {
    execute(
        stageSource,
        "update gold.fact_laps set seen_at = current_timestamp - interval '2' hour,"
            + " loaded_at = "
            + utcNow()
            + " - interval '2' hour");
    for (String column : List.of("seen_at", "loaded_at")) {
      Newest newest = stage.newest("gold.fact_laps", column);
      assertThat(status(newest.within(Duration.ofMinutes(121))))
          .as(column)
          .isEqualTo(Status.PASSED);
      assertThat(status(newest.within(Duration.ofMinutes(119))))
          .as(column)
          .isEqualTo(Status.FAILED);
    }
    Newest shifted = stage.newest("gold.fact_laps", "loaded_at").in(ZoneId.of("Etc/GMT-2"));
    assertThat(status(shifted.within(Duration.ofMinutes(241)))).isEqualTo(Status.PASSED);
    assertThat(status(shifted.within(Duration.ofMinutes(239)))).isEqualTo(Status.FAILED);
    Newest future = stage.newest("gold.fact_laps", "loaded_at").in(ZoneId.of("Etc/GMT+4"));
    assertThat(ask(future.within(Duration.ofMinutes(1))).toString())
        .startsWith("ERRORED")
        .contains("in the future")
        .contains("Etc/GMT+4");
  }

  /** The present as a timestamp without zone, as dbt writes it. */
  String utcNow() {
    return "(current_timestamp at time zone 'UTC')";
  }

  @Test
  void nothing_to_date_is_errored_unless_said_otherwise() throws Exception {
    Newest newest = stage.newest("gold.fact_laps", "seen_at");
    Duration hour = Duration.ofHours(1);
    assertThat(ask(newest.within(hour)).toString())
        .startsWith("ERRORED")
        .contains("only NULLs in 100 rows");
    execute(stageSource, "delete from gold.fact_laps");
    assertThat(ask(newest.within(hour)).toString()).startsWith("ERRORED").contains("no rows");
    assertThat(status(newest.whenEmpty(Status.FAILED).within(hour))).isEqualTo(Status.FAILED);
    laps(stageSource, 1);
    execute(stageSource, "update gold.fact_laps set lap_day = date '2020-02-29'");
    assertThat(ask(stage.newest("gold.fact_laps", "lap_day").within(hour)).summary())
        .contains("2020-02-29T00:00:00Z");
    assertThat(ask(stage.newest("gold.fact_laps", "lap_id").within(hour)).toString())
        .startsWith("ERRORED: lap_id of gold.fact_laps in stage is not a timestamp or date");
  }

  @Test
  void schema_changes_are_judged_by_policy() throws Exception {
    Schema schema = stage.schema("gold.fact_laps");
    assertThat(status(schema.unchangedFrom(prod))).isEqualTo(Status.PASSED);
    execute(stageSource, "alter table gold.fact_laps add column team varchar(9)");
    assertThat(status(schema.unchangedFrom(prod))).isEqualTo(Status.WARNED);
    assertThat(status(schema.on(SchemaChange.ADDED, Status.PASSED).unchangedFrom(prod)))
        .isEqualTo(Status.PASSED);
    execute(stageSource, "alter table gold.fact_laps drop column driver");
    Verdict removed = ask(schema.unchangedFrom(prod));
    assertThat(removed.status()).isEqualTo(Status.FAILED);
    assertThat(removed.summary()).containsIgnoringCase("REMOVED driver");
    assertThat(status(schema.on(SchemaChange.REMOVED, Status.WARNED).unchangedFrom(prod)))
        .isEqualTo(Status.WARNED);
  }

  @Test
  void retyped_column_is_a_change_also_when_only_its_precision_differs() throws Exception {
    execute(
        stageSource,
        "drop table gold.fact_laps",
        "create table gold.fact_laps (\"LAP_ID\" integer, driver varchar(20), points decimal(9,2),"
            + " loaded_at timestamp, seen_at timestamp with time zone, lap_day date)");
    Verdict verdict = ask(stage.schema("gold.fact_laps").unchangedFrom(prod));
    assertThat(verdict.status()).isEqualTo(Status.FAILED);
    assertThat(verdict.summary()).containsIgnoringCase("[RETYPED points (").contains("9,3", "9,2");
    assertThat(verdict.evidence()).hasSize(3);
  }

  @Test
  void earlier_outputs_are_baselines() throws Exception {
    Output<Measurement> rows = Output.of("rows", Measurement.class);
    Output<RelationSchema> columns = Output.of("columns", RelationSchema.class);
    Metric count = stage.rowCount("gold.fact_laps");
    Gate compared = count.within(percent(10)).of(rows);
    Gate unchanged = stage.schema("gold.fact_laps").unchangedFrom(columns);
    assertThat(compared.reads()).containsExactly(rows);
    assertThat(unchanged.reads()).containsExactly(columns);
    assertThat(ask(compared).toString()).startsWith("ERRORED: no baseline: output rows");
    assertThat(status(unchanged)).isEqualTo(Status.ERRORED);

    var unused =
        context
            .with(rows, count.measure().run(context))
            .with(columns, stage.schema("gold.fact_laps").read().run(context));
    laps(stageSource, 110);
    assertThat(status(compared)).isEqualTo(Status.PASSED);
    laps(stageSource, 111);
    assertThat(status(compared)).isEqualTo(Status.FAILED);
    execute(stageSource, "alter table gold.fact_laps drop column driver");
    assertThat(status(unchanged)).isEqualTo(Status.FAILED);
  }

  @Test
  void step_that_cannot_read_its_baseline_fails() {
    Assertions.assertThatThrownBy(() -> stage.rowCount("gold.none").measure().run(context))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("query failed in the data of stage");
  }
}
