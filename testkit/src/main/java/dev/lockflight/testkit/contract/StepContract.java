package dev.lockflight.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lockflight.Call;
import dev.lockflight.FailureClass;
import dev.lockflight.Operation;
import dev.lockflight.Output;
import dev.lockflight.RemoteOperation;
import dev.lockflight.RemoteOperation.Handle;
import dev.lockflight.StepFailedException;
import dev.lockflight.json.Json;
import dev.lockflight.testkit.contract.Performing.NeverEndedException;
import dev.lockflight.testkit.fake.FakeContext;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What the engine relies on in a step's operation, a {@link Call} or a {@link RemoteOperation}.
 * Yours passes when your test extends this and says, in {@link #in}, what the world is like; a
 * world that cannot be for this operation is left out with a JUnit assumption.
 */
public abstract class StepContract {
  private static final int LONGEST_HANDLE = 500;

  /** What the operation will find. */
  public enum World {
    /** It can do its work. */
    WORKING,
    /** Briefly not: trying again can help. */
    BRIEFLY_DOWN,
    /** It is refused, and the same again would be. */
    REFUSING,
    /** What it waits for never comes. */
    ENDLESS
  }

  /**
   * An operation and its world, made anew for each test.
   *
   * @param effects tells what was done outside so far, as a value: the files of a directory, the
   *     jobs a service was given. Doing it once more must show
   */
  public record Subject(Operation<?> operation, FakeContext context, Supplier<?> effects) {}

  protected abstract Subject in(World world) throws Exception;

  @Test
  void result_survives_the_journal() throws Exception {
    Subject subject = in(World.WORKING);

    Object result = Performing.toItsEnd(subject.operation(), subject.context());

    if (result != null) {
      assertThat((Object) Json.read(Json.write(result), result.getClass())).isEqualTo(result);
    }
  }

  @Test
  void the_same_key_does_it_once() throws Exception {
    Subject subject = in(World.WORKING);
    Object first = Performing.begun(subject.operation(), subject.context());
    Object done = subject.effects().get();

    Object second = Performing.begun(subject.operation(), subject.context());

    assertThat(subject.effects().get())
        .as("what was done when the same key came again, as after a crash")
        .isEqualTo(done);
    if (subject.operation() instanceof RemoteOperation) {
      assertThat(second).as("the handle of the same key").isEqualTo(first);
    }
  }

  @Test
  void a_new_attempt_is_a_new_one() throws Exception {
    Subject subject = in(World.WORKING);
    RemoteOperation<?> remote = remote(subject);
    Handle first = remote.submit(subject.context().idempotencyKey("key-1"));
    Object before = subject.effects().get();

    Handle second = remote.submit(subject.context().idempotencyKey("key-2"));

    assertThat(second).as("the handle of another attempt").isNotEqualTo(first);
    assertThat(subject.effects().get()).isNotEqualTo(before);
  }

  @Test
  void what_has_ended_is_told_again() throws Exception {
    Subject subject = in(World.WORKING);
    RemoteOperation<?> remote = remote(subject);
    Handle handle = remote.submit(subject.context());

    Object result = Performing.polled(remote, handle, subject.context());

    assertThat(Performing.polled(remote, handle, subject.context())).isEqualTo(result);
    assertThatCode(() -> remote.cancel(handle, subject.context()))
        .as("cancelling what has ended")
        .doesNotThrowAnyException();
  }

  @Test
  void handle_is_short_and_holds_no_secret() throws Exception {
    Subject subject = in(World.WORKING);

    String handle = remote(subject).submit(subject.context()).value();

    assertThat(handle).isNotBlank().hasSizeLessThanOrEqualTo(LONGEST_HANDLE);
    assertThat(subject.context().redact(handle)).as("handle without secrets").isEqualTo(handle);
  }

  @Test
  void a_world_that_is_briefly_down_is_worth_another_try() throws Exception {
    assertThat(failureIn(World.BRIEFLY_DOWN)).isEqualTo(FailureClass.TRANSIENT);
  }

  @Test
  void a_refusal_is_not_worth_another_try() throws Exception {
    assertThat(failureIn(World.REFUSING)).isEqualTo(FailureClass.FATAL);
  }

  private FailureClass failureIn(World world) throws Exception {
    Subject subject = in(world);
    Throwable failure =
        catchThrowable(() -> Performing.toItsEnd(subject.operation(), subject.context()));
    assertThat(failure)
        .as("failure in a world that is %s", world)
        .isInstanceOf(Exception.class)
        .isNotInstanceOf(NeverEndedException.class);
    assertThat(failure.getMessage()).as("what people read of it").isNotBlank();
    return failure instanceof StepFailedException known ? known.failureClass() : FailureClass.FATAL;
  }

  @Test
  void a_call_ends_when_it_is_interrupted() throws Exception {
    Subject subject = in(World.ENDLESS);
    Assumptions.assumeTrue(subject.operation() instanceof Call, "it is a remote operation");
    NewThreads threads = new NewThreads();

    @Nullable Throwable end =
        Performing.interrupted((Call<?>) subject.operation(), subject.context());

    assertThat(end)
        .as("an interrupted call that says it has done its work")
        .isInstanceOf(Exception.class);
    threads.requireNone();
  }

  @Test
  void a_remote_operation_ends_when_it_is_cancelled() throws Exception {
    Subject subject = in(World.ENDLESS);
    RemoteOperation<?> remote = remote(subject);
    Handle handle = remote.submit(subject.context());
    RemoteOperation.Poll<?> poll = remote.poll(handle, subject.context());
    assertThat(poll.result()).isNull();
    assertThat(poll.againIn()).as("when to ask again").isNotNull().isPositive();

    remote.cancel(handle, subject.context());
    remote.cancel(handle, subject.context());

    assertThat(catchThrowable(() -> Performing.polled(remote, handle, subject.context())))
        .as("what is cancelled must come to an end")
        .isNotInstanceOf(NeverEndedException.class);
  }

  @Test
  void it_reads_only_the_outputs_it_declares() throws Exception {
    Subject subject = in(World.WORKING);
    Set<Output<?>> declared = subject.operation().reads();

    Object unused = Performing.toItsEnd(subject.operation(), subject.context());

    assertThat(subject.context().read())
        .as("read, but not in reads(): a pipeline could not check them")
        .allMatch(declared::contains);
  }

  @Test
  void it_describes_itself_the_same_before_and_after() throws Exception {
    Subject subject = in(World.WORKING);
    Operation<?> operation = subject.operation();
    String before = operation.name() + ": " + operation.describe();

    Object unused = Performing.toItsEnd(operation, subject.context());

    assertThat(operation.name() + ": " + operation.describe()).isEqualTo(before);
    assertThat(operation.describe()).isNotBlank();
  }

  private static RemoteOperation<?> remote(Subject subject) {
    Assumptions.assumeTrue(subject.operation() instanceof RemoteOperation, "it is a call");
    return (RemoteOperation<?>) subject.operation();
  }
}
