package dev.lockflight.dsl;

import dev.lockflight.Call;
import dev.lockflight.StepContext;

/** A call made of a lambda. */
record LambdaCall<T>(String name, CallBody<T> body) implements Call<T> {
  @Override
  public T run(StepContext context) throws Exception {
    return body.run(context);
  }
}
