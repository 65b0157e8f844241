package dev.lockflight.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Call;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import dev.lockflight.testkit.contract.StepContract.World;
import dev.lockflight.testkit.fake.FakeContext;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CallContractTest {
  /** A third party's call: it puts its key on a list, once. */
  static class Enlist implements Call<Integer> {
    final List<String> members;
    final World world;

    Enlist(List<String> members, World world) {
      this.members = members;
      this.world = world;
    }

    @Override
    public String name() {
      return "enlist";
    }

    @Override
    public Integer run(StepContext context) throws Exception {
      switch (world) {
        case BRIEFLY_DOWN -> throw down();
        case REFUSING -> throw StepFailedException.fatal("the list is closed for ever");
        case ENDLESS -> waitForEver();
        default -> put(context.idempotencyKey());
      }
      return members.size();
    }

    Exception down() {
      return StepFailedException.transientFailure("the list is being painted");
    }

    void waitForEver() throws InterruptedException {
      new CountDownLatch(1).await();
    }

    void put(String key) {
      if (!members.contains(key)) {
        members.add(key);
      }
    }
  }

  /** Its contract, with the one method there is to write. */
  static class Kept extends StepContract {
    @Override
    protected Subject in(World world) {
      List<String> members = new CopyOnWriteArrayList<>();
      return new Subject(
          call(members, world), FakeContext.ofRun("run-1"), () -> List.copyOf(members));
    }

    Call<?> call(List<String> members, World world) {
      return new Enlist(members, world);
    }
  }

  @Test
  void a_good_call_passes() {
    Trial.passes(Kept.class, 7);
  }

  static final class Repeating extends Kept {
    @Override
    Call<?> call(List<String> members, World world) {
      return new Enlist(members, world) {
        @Override
        void put(String key) {
          members.add(key);
        }
      };
    }
  }

  @Test
  void a_call_that_ignores_its_key_is_caught() {
    assertThat(Trial.caught(Repeating.class)).containsExactly("the_same_key_does_it_once");
  }

  static final class Stubborn extends Kept {
    @Override
    Call<?> call(List<String> members, World world) {
      return new Enlist(members, world) {
        @Override
        void waitForEver() {
          try {
            super.waitForEver();
          } catch (InterruptedException e) {
            put("whatever");
          }
        }
      };
    }
  }

  @Test
  void a_call_that_swallows_its_interruption_is_caught() {
    assertThat(Trial.caught(Stubborn.class)).containsExactly("a_call_ends_when_it_is_interrupted");
  }

  static final class GivingUp extends Kept {
    @Override
    Call<?> call(List<String> members, World world) {
      return new Enlist(members, world) {
        @Override
        Exception down() {
          return new IllegalStateException("the list is being painted");
        }
      };
    }
  }

  @Test
  void a_call_that_calls_everything_fatal_is_caught() {
    assertThat(Trial.caught(GivingUp.class))
        .containsExactly("a_world_that_is_briefly_down_is_worth_another_try");
  }

  /** JSON makes another list of it. */
  private record Sizes(Object sizes) {}

  static final class Unwritable extends Kept {
    @Override
    Call<?> call(List<String> members, World world) {
      Enlist enlist = new Enlist(members, world);
      return new Call<Sizes>() {
        @Override
        public String name() {
          return "enlist";
        }

        @Override
        public Sizes run(StepContext context) throws Exception {
          return new Sizes(new int[] {enlist.run(context)});
        }
      };
    }
  }

  @Test
  void a_result_the_journal_cannot_keep_is_caught() {
    assertThat(Trial.caught(Unwritable.class)).containsExactly("result_survives_the_journal");
  }
}
