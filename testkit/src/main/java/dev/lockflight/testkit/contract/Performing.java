package dev.lockflight.testkit.contract;

import dev.lockflight.Call;
import dev.lockflight.Operation;
import dev.lockflight.RemoteOperation;
import dev.lockflight.RemoteOperation.Handle;
import dev.lockflight.RemoteOperation.Poll;
import dev.lockflight.StepContext;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Does with an operation what the engine does, on the caller's thread and without waiting. */
final class Performing {
  private static final int MOST_POLLS = 10_000;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final long BETWEEN_INTERRUPTS = TimeUnit.MILLISECONDS.toNanos(5);

  private Performing() {}

  /** It goes on although it should have ended. */
  static final class NeverEndedException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    NeverEndedException(String message) {
      super(message);
    }
  }

  static @Nullable Object toItsEnd(Operation<?> operation, StepContext context) throws Exception {
    return ended(operation, begun(operation, context), context);
  }

  /** The handle of a remote operation; the result of a call. */
  static @Nullable Object begun(Operation<?> operation, StepContext context) throws Exception {
    return operation instanceof Call<?> call
        ? call.run(context)
        : ((RemoteOperation<?>) operation).submit(context);
  }

  static @Nullable Object ended(Operation<?> operation, @Nullable Object begun, StepContext context)
      throws Exception {
    return operation instanceof RemoteOperation<?> remote && begun instanceof Handle handle
        ? polled(remote, handle, context)
        : begun;
  }

  static <T> T polled(RemoteOperation<T> remote, Handle handle, StepContext context)
      throws Exception {
    for (int i = 0; i < MOST_POLLS; i++) {
      Poll<T> poll = remote.poll(handle, context);
      T result = poll.result();
      if (result != null) {
        return result;
      }
    }
    throw new NeverEndedException(handle + " was still running after " + MOST_POLLS + " polls");
  }

  /** What it threw when it was interrupted; null when it said it had done its work. */
  static @Nullable Throwable interrupted(Call<?> call, StepContext context)
      throws InterruptedException {
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    Thread thread = new Thread(() -> thrown.set(endOf(call, context)), "contract-interrupted");
    thread.setDaemon(true);
    thread.start();
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (thread.isAlive() && System.nanoTime() < end) {
      LockSupport.parkNanos(BETWEEN_INTERRUPTS);
      thread.interrupt();
    }
    if (thread.isAlive()) {
      throw new NeverEndedException("the call was interrupted for 20 s and did not end");
    }
    return thrown.get();
  }

  private static @Nullable Throwable endOf(Call<?> call, StepContext context) {
    try {
      Object unused = call.run(context);
      return null;
    } catch (Throwable e) {
      return e;
    }
  }
}
