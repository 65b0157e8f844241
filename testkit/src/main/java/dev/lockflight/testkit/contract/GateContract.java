package dev.lockflight.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.Output;
import dev.lockflight.Verdict;
import dev.lockflight.Verdict.Status;
import dev.lockflight.testkit.fake.FakeContext;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What the engine relies on in a gate that looks at the world. A gate of your own passes when your
 * test extends this and says, in {@link #in}, what the world is like; a world that cannot be for
 * this gate is left out with a JUnit assumption.
 */
public abstract class GateContract {
  private static final int TIMES = 5;
  private static final int THREADS = 4;

  /** What the gate will find. */
  public enum World {
    /** What it demands is there: it opens. */
    GOOD,
    /** It is not: FAILED, with the evidence. */
    BAD,
    /** Nobody can tell, because a file, a table or a service is missing: ERRORED. */
    UNKNOWN
  }

  /**
   * A gate and its world, made anew for each test.
   *
   * @param world tells the state of whatever the gate could change, as a value: the files of a
   *     directory, the rows of a table
   */
  public record Subject(Gate gate, FakeContext context, Supplier<?> world) {
    /** One that has nothing to change. */
    public static Subject of(Gate gate, FakeContext context) {
      return new Subject(gate, context, () -> "nothing");
    }

    private Verdict asked() {
      try {
        return gate.evaluate(context);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Verdict.errored("interrupted");
      } catch (Exception e) {
        return Verdict.errored("could not tell: " + e);
      }
    }
  }

  protected abstract Subject in(World world) throws Exception;

  @Test
  void opens_with_evidence_when_the_world_is_good() throws Exception {
    Verdict verdict = in(World.GOOD).asked();

    assertThat(verdict.status()).as("%s", verdict).isIn(Status.PASSED, Status.WARNED);
    requireEvidence(verdict);
  }

  @Test
  void fails_with_evidence_when_the_world_is_bad() throws Exception {
    Verdict verdict = in(World.BAD).asked();

    assertThat(verdict.status()).as("%s", verdict).isEqualTo(Status.FAILED);
    requireEvidence(verdict);
  }

  @Test
  void never_takes_not_knowing_for_an_answer() throws Exception {
    Verdict verdict = in(World.UNKNOWN).asked();

    assertThat(verdict.status())
        .as("an unknown world is neither good nor bad, but: %s", verdict)
        .isEqualTo(Status.ERRORED);
    assertThat(verdict.summary()).isNotBlank();
  }

  private static void requireEvidence(Verdict verdict) {
    assertThat(verdict.summary()).isNotBlank();
    assertThat(verdict.evidence()).as("evidence of %s", verdict).isNotEmpty();
    assertThat(verdict.evidence())
        .as("what was looked at, what was found, and where")
        .allSatisfy(
            seen ->
                assertThat(List.of(seen.name(), seen.observed(), seen.source()))
                    .noneMatch(String::isBlank));
  }

  @TestFactory
  List<DynamicTest> says_the_same_of_the_same_world() {
    return inEachWorld(
        subject -> {
          Set<String> answers = new LinkedHashSet<>();
          for (int time = 0; time < TIMES; time++) {
            answers.add(outline(subject.asked()));
          }
          assertThat(answers).hasSize(1);
        });
  }

  @TestFactory
  List<DynamicTest> changes_nothing_however_often_it_is_asked() {
    return inEachWorld(
        subject -> {
          Object before = subject.world().get();
          for (int time = 0; time < TIMES; time++) {
            Verdict unused = subject.asked();
            assertThat(subject.world().get()).as("the world after a question").isEqualTo(before);
          }
          assertThat(subject.context().addedToRelease()).isEmpty();
        });
  }

  @TestFactory
  List<DynamicTest> reads_only_the_outputs_it_declares() {
    return inEachWorld(
        subject -> {
          Verdict unused = subject.asked();
          Set<Output<?>> declared = subject.gate().reads();
          assertThat(subject.context().read())
              .as("read, but not in reads(): a pipeline could not check them")
              .allMatch(declared::contains);
        });
  }

  @TestFactory
  List<DynamicTest> describes_itself_the_same_before_and_after() {
    return inEachWorld(
        subject -> {
          String before = identity(subject.gate());
          Verdict unused = subject.asked();
          assertThat(identity(subject.gate())).isEqualTo(before);
          assertThat(subject.gate().describe()).isNotBlank();
        });
  }

  @TestFactory
  List<DynamicTest> leaves_no_thread_behind() {
    return inEachWorld(
        subject -> {
          Verdict first = subject.asked();
          NewThreads threads = new NewThreads();
          assertThat(subject.asked().status()).isEqualTo(first.status());
          threads.requireNone();
        });
  }

  @TestFactory
  List<DynamicTest> is_asked_by_several_threads_at_once() {
    return inEachWorld(
        subject -> {
          Status expected = subject.asked().status();
          AtomicInteger same = new AtomicInteger();
          Together.inParallel(
              THREADS,
              thread -> {
                if (subject.asked().status() == expected) {
                  int unused = same.incrementAndGet();
                }
              });
          assertThat(same).as("threads that got %s", expected).hasValue(THREADS);
        });
  }

  private interface Check {
    void of(Subject subject) throws Exception;
  }

  private List<DynamicTest> inEachWorld(Check check) {
    List<DynamicTest> tests = new ArrayList<>();
    for (World world : EnumSet.allOf(World.class)) {
      tests.add(DynamicTest.dynamicTest("world " + world, () -> check.of(in(world))));
    }
    return tests;
  }

  /** Without what may differ from moment to moment, as an age. */
  private static String outline(Verdict verdict) {
    return verdict.status() + " on " + verdict.evidence().stream().map(Evidence::name).toList();
  }

  private static String identity(Gate gate) {
    return gate.name() + ": " + gate.describe() + " " + gate.kind() + " " + gate.reads();
  }
}
