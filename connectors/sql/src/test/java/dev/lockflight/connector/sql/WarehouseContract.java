package dev.lockflight.connector.sql;

import static dev.lockflight.Percent.percent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Environment;
import dev.lockflight.Gate;
import dev.lockflight.Verdict;
import dev.lockflight.Verdict.Status;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import javax.sql.DataSource;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** What every gate does in every database. */
abstract class WarehouseContract extends RelationContract {
  /** A query that would run for minutes. */
  abstract String endlessQuery();

  /** Returns when the server has taken the endless query up; drivers that run it here need not. */
  void awaitEndlessQuery() throws Exception {}

  @Test
  void row_count_is_compared_with_another_environment_and_both_queries_are_evidence()
      throws Exception {
    laps(stageSource, 90);
    Gate gate = stage.rowCount("gold.fact_laps").within(percent(10)).of(prod);
    Verdict verdict = ask(gate);
    assertThat(verdict.status()).isEqualTo(Status.PASSED);
    assertThat(verdict.evidence()).extracting(e -> e.observed()).containsExactly("90", "100");
    assertThat(verdict.evidence().get(0).expected()).isEqualTo("90 to 110");
    assertThat(verdict.evidence()).allMatch(e -> e.source().contains("select count(*) from"));
    assertThat(verdict.evidence().get(0).source()).startsWith("stage: ");
    assertThat(verdict.evidence().get(1).source()).startsWith("prod: ");

    laps(stageSource, 89);
    assertThat(ask(gate).toString())
        .isEqualTo(
            "FAILED: rows of gold.fact_laps in stage: 89 is 11.00 % below the baseline 100 (prod),"
                + " allowed 90 to 110");
  }

  @Test
  void names_are_quoted_whatever_they_hold() throws Exception {
    execute(
        stageSource,
        "create schema \"Größe; drop\"",
        "create table \"Größe; drop\".\"fact \"\"laps\"\".x\" (\"a b\" integer)",
        "insert into \"Größe; drop\".\"fact \"\"laps\"\".x\" values (3)");
    String relation = "Größe; drop.\"fact \"\"laps\"\".x\"";
    assertThat(status(stage.rowCount(relation).isBetween(1, 1))).isEqualTo(Status.PASSED);
    assertThat(status(stage.nonNegative(relation, "a b"))).isEqualTo(Status.PASSED);
    assertThat(status(stage.rowCount("GOLD.Fact_Laps").isBetween(100, 100)))
        .isEqualTo(Status.PASSED);
  }

  @Test
  void wrong_table_is_errored_with_the_query_and_the_databases_words() throws Exception {
    Verdict verdict = ask(stage.rowCount("gold.no_such_table").isAtLeast(0));
    assertThat(verdict.status()).isEqualTo(Status.ERRORED);
    assertThat(verdict.summary()).startsWith("query failed in the data of stage: ");
    assertThat(verdict.summary()).containsIgnoringCase("no_such_table");
    assertThat(verdict.evidence().get(0).source()).contains("select count(*) from");
    assertThat(status(stage.rowCount("gold.fact_laps").isAtLeast(0))).isEqualTo(Status.PASSED);
  }

  @Test
  void what_is_not_one_number_is_errored() throws Exception {
    assertThat(ask(stage.metric("m", "select null").isAtLeast(0)).toString())
        .isEqualTo("ERRORED: m in stage is NULL");
    assertThat(ask(stage.metric("m", "select 'many'").isAtLeast(0)).toString())
        .startsWith("ERRORED: m in stage is not a number but String 'many'");
    assertThat(ask(stage.metric("m", "select 1, 2").isAtLeast(0)).toString())
        .endsWith("the query returns 2 columns");
    assertThat(ask(stage.metric("m", "select lap_id from gold.fact_laps").isAtLeast(0)).toString())
        .endsWith("the query returns several rows");
    assertThat(ask(stage.metric("m", "select 1 where 1 = 0").isAtLeast(0)).toString())
        .endsWith("the query returns no row");
    assertThat(ask(stage.metric("m", "select cast('NaN' as double precision)").isAtLeast(0)))
        .hasToString("ERRORED: m in stage is not a finite number: NaN");
    assertThat(status(stage.metric("m", "select true").isAtLeast(0))).isEqualTo(Status.ERRORED);
  }

  @Test
  void decimals_are_exact_at_the_boundary() throws Exception {
    String sum = "select sum(points) from gold.fact_laps where lap_id <= ?";
    assertThat(status(stage.metric("points", sum, 2).isBetween(3.25, 3.25)))
        .isEqualTo(Status.PASSED);
    assertThat(status(stage.metric("points", sum, 2).isAtMost(3.2499))).isEqualTo(Status.FAILED);
    assertThat(
            status(
                stage.metric("m", "select cast(0.1 as decimal(20,10)) + 0.2").isBetween(0.3, 0.3)))
        .isEqualTo(Status.PASSED);
    var exact = new java.math.BigDecimal("123456789012345678901234567890");
    String huge = "select cast(123456789012345678901234567890 as decimal(38,0))";
    assertThat(status(stage.metric("m", huge).isBetween(exact, exact))).isEqualTo(Status.PASSED);
  }

  @Test
  void colons_angle_brackets_and_comments_reach_the_database_as_written() throws Exception {
    String sql = "select count(*) /* :not <a> {parameter} */ from gold.fact_laps where ':x'=':x'";
    assertThat(status(stage.metric("m", sql).isBetween(100, 100))).isEqualTo(Status.PASSED);
    assertThat(status(stage.noRows("gold.fact_laps").where("lap_id < 0 -- none")))
        .isEqualTo(Status.PASSED);
  }

  @Test
  void negative_values_are_found_and_emptiness_is_not_taken_for_success() throws Exception {
    Gate gate = stage.nonNegative("gold.fact_laps", "points");
    assertThat(status(gate)).isEqualTo(Status.PASSED);
    execute(stageSource, "update gold.fact_laps set points = -0.001 where lap_id in (7, 8)");
    assertThat(ask(gate).toString())
        .isEqualTo(
            "FAILED: points of gold.fact_laps: smallest is -0.001, 2 of 100 rows are negative");
    execute(stageSource, "update gold.fact_laps set points = 0 where lap_id in (7, 8)");
    assertThat(status(gate)).isEqualTo(Status.PASSED);
    execute(stageSource, "update gold.fact_laps set points = null");
    assertThat(ask(gate).toString()).startsWith("ERRORED").endsWith("all 100 are NULL");
    execute(stageSource, "delete from gold.fact_laps");
    assertThat(ask(gate).toString()).startsWith("ERRORED").endsWith("the relation has no rows");
    assertThat(status(stage.nonNegative("gold.fact_laps", "driver"))).isEqualTo(Status.ERRORED);
  }

  @Test
  void offending_rows_are_shown_and_bounded() throws Exception {
    NoRows none = stage.noRows("gold.fact_laps");
    assertThat(status(none.where("lap_id > 100"))).isEqualTo(Status.PASSED);
    Verdict two = ask(none.showing("lap_id").where("lap_id in (?, ?)", 4, 5));
    assertThat(two.status()).isEqualTo(Status.FAILED);
    assertThat(two.evidence()).hasSize(3);
    assertThat(two.evidence().get(1).observed()).isEqualToIgnoringCase("lap_id=4");
    Verdict many = ask(none.where("lap_id > 0"));
    assertThat(many.evidence()).hasSize(6);
    assertThat(many.summary()).contains("found more than 5");
    Verdict hidden = ask(none.showing().where("lap_id > 0"));
    assertThat(hidden.evidence()).hasSize(1);
    assertThat(hidden.status()).isEqualTo(Status.FAILED);
    assertThat(status(stage.noRowsFrom("pairs", "select 1 from gold.fact_laps where 1 = 0")))
        .isEqualTo(Status.PASSED);
  }

  @Test
  void query_that_takes_too_long_is_cancelled_and_its_connection_closed() throws Exception {
    Warehouse hasty = stage.withTimeout(Duration.ofMillis(400));
    Verdict verdict = ask(hasty.metric("m", endlessQuery()).isAtLeast(0));
    assertThat(verdict.status()).isEqualTo(Status.ERRORED);
    assertThat(verdict.summary())
        .isEqualTo("data of stage gave no answer within PT0.4S; the query was cancelled");
    assertThat(verdict.evidence().get(0).source()).contains(endlessQuery());
    assertThat(status(stage.rowCount("gold.fact_laps").isAtLeast(100))).isEqualTo(Status.PASSED);
  }

  @Test
  void interruption_cancels_the_query_without_cutting_the_connection_off() throws Exception {
    Set<String> calls = ConcurrentHashMap.newKeySet();
    DataSource watched =
        new SmallDataSource(() -> SmallDataSource.telling(calls, stageSource.getConnection()));
    Gate endless =
        Warehouse.of(Environment.of("stage"), watched).metric("m", endlessQuery()).isAtLeast(0);
    FutureTask<Verdict> asked = new FutureTask<>(() -> endless.evaluate(context));
    Thread thread = new Thread(asked);
    thread.start();
    while (!calls.contains("prepareStatement") && !asked.isDone()) {
      Thread.onSpinWait();
    }
    awaitEndlessQuery();
    thread.interrupt();
    Assertions.assertThatThrownBy(asked::get).hasCauseInstanceOf(InterruptedException.class);
    assertThat(calls).contains("close").doesNotContain("abort");
    assertThat(status(stage.rowCount("gold.fact_laps").isAtLeast(100))).isEqualTo(Status.PASSED);
  }

  @Test
  void gates_asked_at_once_do_not_disturb_each_other() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    Callable<Verdict> asking =
        () -> stage.rowCount("gold.fact_laps").within(percent(0)).of(prod).evaluate(context);
    List<Future<Verdict>> asked =
        threads.invokeAll(List.of(asking, asking, asking, asking, asking, asking));
    for (Future<Verdict> each : asked) {
      assertThat(each.get().status()).isEqualTo(Status.PASSED);
    }
    threads.shutdown();
  }

  @Test
  void connection_is_taken_only_while_the_gate_is_asked() throws Exception {
    SmallDataSource counted = new SmallDataSource(stageSource::getConnection);
    Gate gate =
        Warehouse.of(Environment.of("stage"), counted).rowCount("gold.fact_laps").isAtLeast(1);
    assertThat(counted.taken).hasValue(0);
    assertThat(status(gate)).isEqualTo(Status.PASSED);
    assertThat(counted.taken).hasValue(1);
  }
}
