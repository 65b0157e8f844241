package dev.lockflight.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.Output;
import dev.lockflight.Verdict;
import dev.lockflight.testkit.fake.FakeContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateContractTest {
  private static final Output<String> FIGURE = Output.of("figure", String.class);

  /** A third party's gate: a file must say ok. */
  static class SaysOk implements Gate {
    final Path file;

    SaysOk(Path file) {
      this.file = file;
    }

    @Override
    public GateName name() {
      return GateName.of("says ok");
    }

    @Override
    public Verdict evaluate(GateContext context) throws Exception {
      String text = Files.readString(file);
      Evidence seen = Evidence.of("the file", text, "ok", file.toString());
      return text.equals("ok")
          ? Verdict.passed("it says ok", seen)
          : Verdict.failed("it says " + text, seen);
    }
  }

  /** Its contract, with the one method there is to write. */
  static class Kept extends GateContract {
    @TempDir Path directory;

    @Override
    protected Subject in(World world) throws IOException {
      Path file = Files.createTempDirectory(directory, "world").resolve("answer");
      if (world != World.UNKNOWN) {
        Path unused = Files.writeString(file, world == World.GOOD ? "ok" : "no");
      }
      FakeContext context = FakeContext.ofRun("run-1").with(FIGURE, "7");
      return new Subject(gate(file), context, () -> files(directory));
    }

    Gate gate(Path file) {
      return new SaysOk(file);
    }

    private static int files(Path directory) {
      try (Stream<Path> all = Files.walk(directory)) {
        return (int) all.count();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  @Test
  void a_good_gate_passes() {
    Trial.passes(Kept.class, 21);
  }

  static final class WithSideEffect extends Kept {
    @Override
    Gate gate(Path file) {
      return new SaysOk(file) {
        @Override
        public Verdict evaluate(GateContext context) throws Exception {
          Path unused = Files.createTempFile(file.getParent(), "asked", "");
          return super.evaluate(context);
        }
      };
    }
  }

  @Test
  void a_gate_with_a_side_effect_is_caught() {
    assertThat(Trial.caught(WithSideEffect.class))
        .containsExactly("changes_nothing_however_often_it_is_asked");
  }

  static final class TakingNothingForNo extends Kept {
    @Override
    Gate gate(Path file) {
      return new SaysOk(file) {
        @Override
        public Verdict evaluate(GateContext context) throws Exception {
          return Files.exists(file) ? super.evaluate(context) : Verdict.failed("no file");
        }
      };
    }
  }

  @Test
  void a_gate_that_takes_not_knowing_for_no_is_caught() {
    assertThat(Trial.caught(TakingNothingForNo.class))
        .containsExactly("never_takes_not_knowing_for_an_answer");
  }

  static final class WithoutEvidence extends Kept {
    @Override
    Gate gate(Path file) {
      return new SaysOk(file) {
        @Override
        public Verdict evaluate(GateContext context) throws Exception {
          Verdict verdict = super.evaluate(context);
          return Verdict.of(verdict.status(), verdict.summary(), java.util.List.of());
        }
      };
    }
  }

  @Test
  void a_gate_without_evidence_is_caught() {
    assertThat(Trial.caught(WithoutEvidence.class))
        .containsExactly(
            "fails_with_evidence_when_the_world_is_bad",
            "opens_with_evidence_when_the_world_is_good");
  }

  static final class Moody extends Kept {
    @Override
    Gate gate(Path file) {
      AtomicInteger asked = new AtomicInteger();
      return new SaysOk(file) {
        @Override
        public Verdict evaluate(GateContext context) throws Exception {
          return asked.incrementAndGet() % 3 == 0
              ? Verdict.failed("not today")
              : super.evaluate(context);
        }
      };
    }
  }

  @Test
  void a_gate_that_changes_its_mind_is_caught() {
    assertThat(Trial.caught(Moody.class)).contains("says_the_same_of_the_same_world");
  }

  static final class ReadingInSecret extends Kept {
    @Override
    Gate gate(Path file) {
      return new SaysOk(file) {
        @Override
        public Verdict evaluate(GateContext context) throws Exception {
          return context.find(FIGURE).isPresent()
              ? super.evaluate(context)
              : Verdict.skipped("no figure");
        }
      };
    }
  }

  @Test
  void a_gate_that_reads_what_it_does_not_declare_is_caught() {
    assertThat(Trial.caught(ReadingInSecret.class))
        .containsExactly("reads_only_the_outputs_it_declares");
  }

  static final class LeavingThreads extends Kept {
    @Override
    Gate gate(Path file) {
      return new SaysOk(file) {
        @Override
        public Verdict evaluate(GateContext context) throws Exception {
          Thread thread = new Thread(LeavingThreads::waitForEver, "left behind");
          thread.setDaemon(true);
          thread.start();
          return super.evaluate(context);
        }
      };
    }

    private static void waitForEver() {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Test
  void a_gate_that_leaves_threads_is_caught() {
    assertThat(Trial.caught(LeavingThreads.class)).containsExactly("leaves_no_thread_behind");
  }

  static final class Chameleon extends Kept {
    @Override
    Gate gate(Path file) {
      AtomicInteger asked = new AtomicInteger();
      return new SaysOk(file) {
        @Override
        public Verdict evaluate(GateContext context) throws Exception {
          int unused = asked.incrementAndGet();
          return super.evaluate(context);
        }

        @Override
        public String describe() {
          return "asked " + asked + " times";
        }
      };
    }
  }

  @Test
  void a_gate_whose_words_change_is_caught() {
    assertThat(Trial.caught(Chameleon.class))
        .containsExactly("describes_itself_the_same_before_and_after");
  }
}
