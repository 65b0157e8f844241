package dev.lockflight.connector.sql;

import static dev.lockflight.Percent.percent;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Deployment;
import dev.lockflight.Environment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Gate;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Output;
import dev.lockflight.Verdict.Status;
import dev.lockflight.testkit.fake.FakeContext;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

final class DeviationTest {
  private final FakeContext context = FakeContext.ofRun("run-1").in(Environment.of("stage"));
  private final Warehouse stage = Warehouse.of(Environment.of("stage"), memory());
  private final Warehouse prod = Warehouse.of(Environment.of("prod"), memory());

  private static JdbcDataSource memory() {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:");
    return source;
  }

  private Metric figure(String sql) {
    return stage.metric("figure", "select " + sql);
  }

  private Status status(Gate gate) throws Exception {
    return gate.evaluate(context).status();
  }

  @Test
  void exactly_the_limit_passes_and_the_next_digit_fails() throws Exception {
    assertThat(status(figure("80").dropsAtMost(percent(20)).of(100))).isEqualTo(Status.PASSED);
    assertThat(status(figure("79.9999999999").dropsAtMost(percent(20)).of(100)))
        .isEqualTo(Status.FAILED);
    assertThat(status(figure("1000000").dropsAtMost(percent(20)).of(100))).isEqualTo(Status.PASSED);
    assertThat(status(figure("110").within(percent(10)).of(100))).isEqualTo(Status.PASSED);
    assertThat(status(figure("110.0000000001").within(percent(10)).of(100)))
        .isEqualTo(Status.FAILED);
    assertThat(status(figure("90").within(percent(10)).of(100))).isEqualTo(Status.PASSED);
    assertThat(status(figure("89.9999999999").within(percent(10)).of(100)))
        .isEqualTo(Status.FAILED);
    // 10/3 % of 3 is no finite decimal; a quotient would have to be rounded
    assertThat(status(figure("4").within(percent(33.33)).of(3))).isEqualTo(Status.FAILED);
    assertThat(status(figure("4").within(percent(33.34)).of(3))).isEqualTo(Status.PASSED);
  }

  @Test
  void limits_may_differ_up_and_down() throws Exception {
    Deviation allowed = figure("150").dropsAtMost(percent(5)).risesAtMost(percent(50));
    assertThat(status(allowed.of(100))).isEqualTo(Status.PASSED);
    assertThat(status(allowed.of(99))).isEqualTo(Status.FAILED);
    assertThat(status(figure("95").dropsAtMost(percent(5)).risesAtMost(percent(50)).of(100)))
        .isEqualTo(Status.PASSED);
    assertThat(status(figure("94").dropsAtMost(percent(5)).risesAtMost(percent(50)).of(100)))
        .isEqualTo(Status.FAILED);
    assertThat(status(figure("1").risesAtMost(percent(50)).of(100))).isEqualTo(Status.PASSED);
  }

  @Test
  void zero_baseline_has_no_percentage() throws Exception {
    assertThat(status(figure("0").within(percent(10)).of(0))).isEqualTo(Status.PASSED);
    assertThat(status(figure("1").within(percent(10)).of(0))).isEqualTo(Status.ERRORED);
    assertThat(status(figure("1").dropsAtMost(percent(10)).of(0))).isEqualTo(Status.PASSED);
    assertThat(status(figure("-1").dropsAtMost(percent(10)).of(0))).isEqualTo(Status.ERRORED);
  }

  @Test
  void negative_baseline_is_measured_by_its_size() throws Exception {
    assertThat(status(figure("-110").within(percent(10)).of(-100))).isEqualTo(Status.PASSED);
    assertThat(status(figure("-90").within(percent(10)).of(-100))).isEqualTo(Status.PASSED);
    assertThat(status(figure("-111").within(percent(10)).of(-100))).isEqualTo(Status.FAILED);
  }

  @Test
  void small_baseline_is_not_compared() throws Exception {
    Deviation deviation = figure("50").within(percent(10));
    assertThat(status(deviation.baselineAtLeast(100).of(99))).isEqualTo(Status.WARNED);
    assertThat(status(deviation.baselineAtLeast(100).of(0))).isEqualTo(Status.WARNED);
    assertThat(status(deviation.baselineAtLeast(100).of(100))).isEqualTo(Status.FAILED);
    assertThat(status(deviation.baselineAtLeast(100, Status.PASSED).of(99)))
        .isEqualTo(Status.PASSED);
  }

  @Test
  void null_on_either_side_is_errored() throws Exception {
    Metric none = prod.metric("figure", "select cast(null as integer)");
    assertThat(status(figure("1").within(percent(10)).of(none))).isEqualTo(Status.ERRORED);
    assertThat(status(figure("null").within(percent(10)).of(1))).isEqualTo(Status.ERRORED);
  }

  @Test
  void first_release_has_no_baseline() throws Exception {
    Deviation rows = stage.metric("figure", "select 1").within(percent(10));
    Metric missing = prod.rowCount("gold.fact_laps");
    assertThat(status(rows.of(missing))).isEqualTo(Status.ERRORED);
    Gate gate = rows.whenNothingDeployed(Status.WARNED).of(missing);
    assertThat(gate.evaluate(context))
        .hasToString("WARNED: nothing is deployed in prod yet: no baseline");
    context.deployed(
        new Deployment(
            EnvironmentName.of("prod"),
            context.release(),
            context.run(),
            context.stage(),
            Deployment.State.VERIFIED,
            context.now()));
    assertThat(status(gate)).isEqualTo(Status.ERRORED);
  }

  @Test
  void rounding_never_makes_a_broken_limit_look_kept() throws Exception {
    assertThat(figure("89.9999").within(percent(10)).of(100).evaluate(context).summary())
        .isEqualTo(
            "figure in stage: 89.9999 is 10.01 % below the baseline 100 (100), allowed 90 to 110");
  }

  @Test
  void gates_read_as_sentences_and_have_names_of_their_own() {
    assertThat(stage.rowCount("gold.fact_laps").within(percent(10)).of(prod).describe())
        .isEqualTo("rows of gold.fact_laps in stage within 10 % of prod");
    assertThat(stage.rowCount("gold.fact_laps").within(percent(10)).of(prod).name().value())
        .isEqualTo("rows of gold.fact_laps in stage within 10 percent of prod");
    assertThat(stage.noRows("t").where("a <= 'x'").name().value())
        .matches("no rows in t of stage where a at most x \\([0-9a-f]{6}\\)");
    assertThat(stage.noRows("t").where("a <= 'x'").name())
        .isNotEqualTo(stage.noRows("t").where("a <= \"x\"").name());
    assertThat(stage.noRows("t").where("a".repeat(500)).name().value()).hasSizeLessThan(200);
  }

  @Test
  void what_could_never_fail_or_never_work_is_refused() {
    assertThatThrownBy(() -> stage.rowCount("t").within(percent(1)).of(stage))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessage("the data of stage would be compared with itself");
    JdbcDataSource shared = memory();
    Warehouse one = Warehouse.of(Environment.of("one"), shared);
    Warehouse two = Warehouse.of(Environment.of("two"), shared);
    assertThatThrownBy(() -> one.schema("t").unchangedFrom(two))
        .hasMessageStartingWith("one and two share one DataSource");
    assertThatThrownBy(() -> percent(-1)).hasMessage("percent must not be negative: -1");
    assertThatThrownBy(() -> percent(Double.NaN)).hasMessageContaining("finite");
    assertThatThrownBy(() -> figure("1").isBetween(2, 1)).hasMessageContaining("range");
    assertThatThrownBy(() -> stage.rowCount("gold..t")).hasMessageContaining("gold..t");
    assertThatThrownBy(() -> stage.rowCount("gold.\"t")).hasMessageContaining("gold.\"t");
    assertThatThrownBy(() -> stage.rowCount(" ")).isInstanceOf(InvalidDefinitionException.class);
    assertThatThrownBy(() -> figure("1").within(percent(1)).baselineAtLeast(1, Status.PENDING))
        .hasMessageContaining("PENDING");
    Output<Measurement> before = Output.of("before", Measurement.class);
    assertThatThrownBy(
            () -> figure("1").within(percent(1)).whenNothingDeployed(Status.PASSED).of(before))
        .hasMessageContaining("whenNothingDeployed");
  }

  @Test
  void connection_that_never_comes_is_given_up_and_closed_when_it_comes() throws Exception {
    CountDownLatch free = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    JdbcDataSource memory = memory();
    SmallDataSource busy =
        new SmallDataSource(
            () -> {
              try {
                free.await();
              } catch (InterruptedException e) {
                throw new SQLException(e);
              }
              return told(memory.getConnection(), closed);
            });
    Warehouse hasty = Warehouse.of(Environment.of("stage"), busy).withTimeout(ofMillis(50));
    assertThat(hasty.rowCount("t").isAtLeast(0).evaluate(context).toString())
        .isEqualTo(
            "ERRORED: data of stage gave no answer within PT0.05S; it ignored the cancel and was"
                + " cut off");
    free.countDown();
    assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
  }

  private static Connection told(Connection connection, CountDownLatch closed) {
    return (Connection)
        Proxy.newProxyInstance(
            DeviationTest.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                closed.countDown();
              }
              return method.invoke(connection, arguments);
            });
  }
}
