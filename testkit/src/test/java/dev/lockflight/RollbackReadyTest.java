package dev.lockflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Verdict.Status;
import dev.lockflight.testkit.fake.FakeContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A rollback is prepared when there is something to go back to, captured, and kept long enough. */
class RollbackReadyTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Environment PROD = Environment.of("prod");
  private static final Output<Savepoint> BEFORE = Output.of("before", Savepoint.class);

  private final Savepoints week = new Kept(NOON.plus(Duration.ofDays(7)));
  private final FakeContext context = FakeContext.ofRun("r2").in(PROD).at(NOON);

  /** Keeps what was captured until then. */
  private record Kept(Instant until) implements Savepoints {
    @Override
    public Savepoint capture(StepContext context) {
      return savepoint("");
    }

    @Override
    public RestoreReport bringBack(Savepoint savepoint, StepContext context) {
      return new RestoreReport(savepoint.id(), List.of(), List.of());
    }

    @Override
    public Verdict check(Savepoint savepoint) {
      return Verdict.passed("is there");
    }

    @Override
    public Verdict checkUntil(Savepoint savepoint, Instant moment) {
      return moment.isAfter(until) ? Verdict.failed("kept until " + until) : check(savepoint);
    }
  }

  private static Savepoint savepoint(String obstacle) {
    Savepoint.Relation laps = new Savepoint.Relation("gold.laps", "17", obstacle);
    return new Savepoint("s1", PROD.name(), NOON, List.of(laps), Map.of());
  }

  private Verdict ask(Duration kept) throws Exception {
    return week.rollbackReady(PROD, BEFORE, kept).evaluate(context);
  }

  private void verifiedBefore() {
    FakeContext unused =
        context.deployed(
            new Deployment(
                PROD.name(),
                Release.of("c1"),
                RunId.of("r1"),
                StageName.of("deploy"),
                Deployment.State.VERIFIED,
                NOON.minus(Duration.ofDays(1))));
  }

  @Test
  void opens_with_the_release_to_go_back_to() throws Exception {
    verifiedBefore();
    Verdict ready = with("").ask(Duration.ofDays(7));
    assertThat(ready.status()).isEqualTo(Status.PASSED);
    assertThat(ready.summary()).contains("back to c1").contains("2026-03-09");
    assertThat(ready.evidence()).extracting(Evidence::name).contains("versions captured");
  }

  @Test
  void fails_without_a_verified_release() throws Exception {
    assertThat(with("").ask(Duration.ZERO).summary())
        .isEqualTo("there is no verified release to go back to");
  }

  @Test
  void fails_when_something_could_not_be_restored_and_names_it() throws Exception {
    verifiedBefore();
    Verdict verdict = with("a view").ask(Duration.ZERO);
    assertThat(verdict.status()).isEqualTo(Status.FAILED);
    assertThat(verdict.summary()).contains("gold.laps: a view");
  }

  @Test
  void fails_when_retention_is_shorter_than_demanded() throws Exception {
    verifiedBefore();
    Verdict verdict = with("").ask(Duration.ofDays(8));
    assertThat(verdict.status()).isEqualTo(Status.FAILED);
    assertThat(verdict.summary()).contains("kept until 2026-03-09");
  }

  @Test
  void negative_time_is_refused() {
    assertThatThrownBy(() -> week.rollbackReady(PROD, BEFORE, Duration.ofDays(-1)))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("must not be negative");
  }

  private RollbackReadyTest with(String obstacle) {
    FakeContext unused = context.with(BEFORE, savepoint(obstacle));
    return this;
  }
}
