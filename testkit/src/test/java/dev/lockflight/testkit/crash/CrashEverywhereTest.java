package dev.lockflight.testkit.crash;

import static dev.lockflight.dsl.Lockflight.action;
import static dev.lockflight.dsl.Lockflight.approval;
import static dev.lockflight.dsl.Lockflight.call;
import static dev.lockflight.dsl.Lockflight.environment;
import static dev.lockflight.dsl.Lockflight.gate;
import static dev.lockflight.dsl.Lockflight.on;
import static dev.lockflight.dsl.Lockflight.pipeline;
import static dev.lockflight.dsl.Lockflight.push;
import static dev.lockflight.dsl.Lockflight.retry;
import static dev.lockflight.dsl.Lockflight.rollback;
import static dev.lockflight.dsl.Lockflight.soakedIn;
import static dev.lockflight.dsl.Lockflight.stage;
import static dev.lockflight.testkit.TestKit.crashEverywhere;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Environment;
import dev.lockflight.Output;
import dev.lockflight.Pipeline;
import dev.lockflight.Verdict;
import dev.lockflight.run.StageEvent;
import dev.lockflight.store.Append;
import dev.lockflight.store.ForwardingRunStore;
import dev.lockflight.store.InMemoryRunStore;
import dev.lockflight.store.jdbc.JdbcRunStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CrashEverywhereTest {
  private static final Output<String> IMAGE = Output.of("image", String.class);
  private static final Environment STAGE = environment("stage");
  private static final Environment PROD =
      environment("prod").isProtected().require(approval("owners").quorum(2));

  private static Pipeline delivery() {
    return pipeline(
        "delivery",
        on(push("main")),
        stage("stg")
            .in(STAGE)
            .run(call("build", context -> "sha256:1").into(IMAGE).retry(retry(3)))
            .verify(gate("tests", context -> Verdict.passed("fine"))),
        stage("prd")
            .in(PROD)
            .require(soakedIn(STAGE, Duration.ofDays(2)))
            .run(action("deploy", context -> {}))
            .verify(gate("smoke", context -> Verdict.passed("fine")))
            .onFailure(rollback(action("restore", context -> {}).operation())));
  }

  @Test
  void a_flow_ends_alike_wherever_its_engine_is_killed() {
    CrashReport report = crashEverywhere(delivery()).check();
    assertThat(report.positions()).isGreaterThan(5);
    assertThat(report).asString().contains("killed at", "all ended alike");
  }

  @Test
  void a_flow_that_fails_and_is_rolled_back_ends_alike() {
    CrashReport report =
        crashEverywhere(delivery())
            .given(sim -> sim.step("build").onAttempt(1).failsTransiently("no connection"))
            .given(sim -> sim.gate("smoke").fails("500"))
            .check();
    assertThat(report.problems()).isEmpty();
  }

  @Test
  void what_may_be_done_once_only_is_left_to_a_person() {
    Pipeline pays = pipeline("pay", stage("a").run(action("pay", context -> {}).atMostOnce()));
    CrashReport report = crashEverywhere(pays).check();
    assertThat(report.leftToPeople()).isEqualTo(1);
  }

  @Test
  void it_is_played_on_a_store_of_the_tests(@TempDir Path directory) {
    AtomicInteger stores = new AtomicInteger();
    CrashReport report =
        crashEverywhere(
                delivery(),
                () ->
                    JdbcRunStore.sqlite(directory.resolve("s" + stores.incrementAndGet() + ".db")))
            .check();
    assertThat(stores.get()).isEqualTo(report.positions() + 1);
  }

  /** Forgets what people answered when it is read after a kill. */
  private static final class ForgetfulStore extends ForwardingRunStore {
    ForgetfulStore() {
      super(new InMemoryRunStore());
    }

    @Override
    public void append(List<Append> appends) {
      super.append(
          appends.stream()
              .map(
                  append ->
                      append.entries().stream()
                              .anyMatch(entry -> entry.event() instanceof StageEvent.Decided)
                          ? new Append(List.of(), append.summary(), null)
                          : append)
              .toList());
    }
  }

  @Test
  void a_store_that_loses_an_answer_is_found() {
    assertThat(crashEverywhere(delivery(), ForgetfulStore::new).find().problems()).isNotEmpty();
  }
}
