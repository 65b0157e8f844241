package dev.lockflight.examples.f2;

import dev.lockflight.RemoteOperation;
import dev.lockflight.RunContext;
import dev.lockflight.StepContext;
import java.util.function.Function;

/**
 * A remote operation that depends on the cell, or the run, it is part of.
 *
 * @param operation must make an equal one each time it is asked for the same step
 */
record InCell<T>(String name, Function<RunContext, RemoteOperation<T>> operation)
    implements RemoteOperation<T> {
  @Override
  public Handle submit(StepContext context) throws Exception {
    return operation.apply(context).submit(context);
  }

  @Override
  public Poll<T> poll(Handle handle, StepContext context) throws Exception {
    return operation.apply(context).poll(handle, context);
  }

  @Override
  public void cancel(Handle handle, StepContext context) throws Exception {
    operation.apply(context).cancel(handle, context);
  }

  /** The function has no words of its own; the structure of a pipeline must not depend on it. */
  @Override
  public String toString() {
    return name;
  }
}
