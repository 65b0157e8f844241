package dev.lockflight.testkit.simulation;

import dev.lockflight.ItemPath;
import dev.lockflight.Progress;
import dev.lockflight.RemoteOperation;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import java.time.Duration;

/** A remote operation that ends as the script says. */
record FakeRemoteOperation(FakeWorld world, ItemPath step, RemoteOperation<?> real)
    implements RemoteOperation<Object> {
  @Override
  public String name() {
    return real.name();
  }

  @Override
  public Handle submit(StepContext context) throws Exception {
    if (isReal(context)) {
      return real.submit(context);
    }
    if (world.remote().accept(context.idempotencyKey())) {
      world.happened(step, context);
    }
    return new Handle(context.idempotencyKey());
  }

  @Override
  @SuppressWarnings("unchecked")
  public Poll<Object> poll(Handle handle, StepContext context) throws Exception {
    if (isReal(context)) {
      return (Poll<Object>) real.poll(handle, context);
    }
    if (world.remote().isCancelled(handle.value())) {
      throw StepFailedException.fatal("cancelled");
    }
    StepOutcome outcome = world.outcome(step, context);
    Duration remaining = world.remote().remaining(handle.value(), outcome.ending());
    return remaining.compareTo(Duration.ZERO) > 0
        ? Poll.running(remaining, Progress.of("running", 0, 1))
        : Poll.finished(FakeCall.end(world, step, context));
  }

  @Override
  public void cancel(Handle handle, StepContext context) throws Exception {
    if (isReal(context)) {
      real.cancel(handle, context);
    } else {
      world.remote().cancel(handle.value());
    }
  }

  private boolean isReal(StepContext context) {
    return world.outcome(step, context).what() instanceof StepOutcome.Real;
  }
}
