package dev.lockflight.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Progress;
import dev.lockflight.RemoteOperation;
import dev.lockflight.Secret;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import dev.lockflight.testkit.contract.StepContract.World;
import dev.lockflight.testkit.fake.FakeContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.Test;

class RemoteOperationContractTest {
  private static final Secret TOKEN = Secret.of("token");

  /** A third party's remote operation: jobs of a service, in memory. */
  static class Job implements RemoteOperation<String> {
    final Map<String, Integer> polls = new ConcurrentSkipListMap<>();
    final World world;

    Job(World world) {
      this.world = world;
    }

    @Override
    public String name() {
      return "job";
    }

    @Override
    public Handle submit(StepContext context) throws Exception {
      if (world == World.BRIEFLY_DOWN) {
        throw StepFailedException.transientFailure("503 from the service");
      }
      String token = context.reveal(TOKEN);
      Integer unused = polls.putIfAbsent(idFor(context), token.length());
      return new Handle(idFor(context));
    }

    String idFor(StepContext context) {
      return "job-" + context.idempotencyKey();
    }

    @Override
    public Poll<String> poll(Handle handle, StepContext context) {
      Integer rest = polls.get(handle.value());
      if (rest == null) {
        throw StepFailedException.fatal("job " + handle.value() + " was cancelled");
      }
      if (world == World.REFUSING) {
        throw StepFailedException.fatal("job failed: no such notebook");
      }
      if (world == World.ENDLESS || rest > 0) {
        polls.put(handle.value(), rest - 1);
        return Poll.running(Duration.ofSeconds(5), Progress.of("polls", 1));
      }
      return Poll.finished("result of " + handle.value());
    }

    @Override
    public void cancel(Handle handle, StepContext context) throws Exception {
      Integer rest = polls.get(handle.value());
      if (rest != null && (world == World.ENDLESS || rest > 0)) {
        Integer unused = polls.remove(handle.value());
      }
    }
  }

  /** Its contract, with the one method there is to write. */
  static class Kept extends StepContract {
    @Override
    protected Subject in(World world) {
      Job job = job(world);
      FakeContext context = FakeContext.ofRun("run-1").with(TOKEN, "abc");
      return new Subject(job, context, () -> new TreeMap<>(job.polls).keySet());
    }

    Job job(World world) {
      return new Job(world);
    }
  }

  @Test
  void a_good_remote_operation_passes() {
    Trial.passes(Kept.class, 10);
  }

  static final class Forgetting extends Kept {
    @Override
    Job job(World world) {
      return new Job(world) {
        @Override
        String idFor(StepContext context) {
          return "job-" + polls.size();
        }
      };
    }
  }

  @Test
  void an_operation_that_ignores_its_key_is_caught() {
    assertThat(Trial.caught(Forgetting.class)).contains("the_same_key_does_it_once");
  }

  static final class AlwaysTheSame extends Kept {
    @Override
    Job job(World world) {
      return new Job(world) {
        @Override
        String idFor(StepContext context) {
          return "job-of-" + context.run();
        }
      };
    }
  }

  @Test
  void an_operation_that_finds_its_failed_attempt_again_is_caught() {
    assertThat(Trial.caught(AlwaysTheSame.class)).containsExactly("a_new_attempt_is_a_new_one");
  }

  static final class Uncancellable extends Kept {
    @Override
    Job job(World world) {
      return new Job(world) {
        @Override
        public void cancel(Handle handle, StepContext context) {}
      };
    }
  }

  @Test
  void an_operation_that_ignores_cancel_is_caught() {
    assertThat(Trial.caught(Uncancellable.class))
        .containsExactly("a_remote_operation_ends_when_it_is_cancelled");
  }

  static final class CancelOnlyOnce extends Kept {
    @Override
    Job job(World world) {
      return new Job(world) {
        @Override
        public void cancel(Handle handle, StepContext context) throws Exception {
          int before = polls.size();
          super.cancel(handle, context);
          if (polls.size() == before) {
            throw StepFailedException.fatal("409: nothing to cancel");
          }
        }
      };
    }
  }

  @Test
  void an_operation_that_cannot_be_cancelled_when_it_has_ended_is_caught() {
    assertThat(Trial.caught(CancelOnlyOnce.class))
        .containsExactly(
            "a_remote_operation_ends_when_it_is_cancelled", "what_has_ended_is_told_again");
  }

  static final class Leaking extends Kept {
    @Override
    Job job(World world) {
      return new Job(world) {
        @Override
        String idFor(StepContext context) {
          return super.idFor(context) + "?token=" + context.reveal(TOKEN);
        }
      };
    }
  }

  @Test
  void a_handle_with_a_secret_is_caught() {
    assertThat(Trial.caught(Leaking.class)).containsExactly("handle_is_short_and_holds_no_secret");
  }

  static final class ToldOnce extends Kept {
    @Override
    Job job(World world) {
      return new Job(world) {
        @Override
        public Poll<String> poll(Handle handle, StepContext context) {
          Poll<String> poll = super.poll(handle, context);
          if (poll.result() != null) {
            Integer unused = polls.remove(handle.value());
          }
          return poll;
        }
      };
    }
  }

  @Test
  void a_result_that_is_told_only_once_is_caught() {
    assertThat(Trial.caught(ToldOnce.class)).containsExactly("what_has_ended_is_told_again");
  }

  @Test
  void contexts_say_what_was_revealed() {
    FakeContext context = FakeContext.ofRun("run-1").with(TOKEN, "abc");
    assertThat(context.reveal(TOKEN)).isEqualTo("abc");
    assertThat(context.revealed()).isEqualTo(List.of(TOKEN));
  }
}
