package dev.lockflight;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An operation that runs elsewhere: submitted once, found again by its handle after a crash, polled
 * without holding a thread, cancelled on abort.
 */
public non-sealed interface RemoteOperation<T> extends Operation<T> {
  /**
   * How the remote side is found again; opaque to the engine, written to the journal.
   *
   * @param value at most a few hundred characters, without secrets
   */
  record Handle(String value) {}

  /** What a poll found: the result, or when to ask again. */
  record Poll<T>(@Nullable T result, @Nullable Duration againIn, Progress progress) {
    public static <T> Poll<T> running(Duration againIn, Progress progress) {
      return new Poll<>(null, againIn, progress);
    }

    public static <T> Poll<T> finished(T result) {
      return new Poll<>(result, null, Progress.of("finished", 1, 1));
    }
  }

  /**
   * Starts it and returns at once. Called again with the same {@link StepContext#idempotencyKey()}
   * when a crash came before the handle was written: then it must find the first one.
   */
  Handle submit(StepContext context) throws Exception;

  /**
   * Asks how it is going.
   *
   * @throws StepFailedException when it has failed; TRANSIENT makes a new attempt possible
   */
  Poll<T> poll(Handle handle, StepContext context) throws Exception;

  /** Asks it to stop. Must do nothing when it has ended. The engine polls until it really has. */
  void cancel(Handle handle, StepContext context) throws Exception;
}
