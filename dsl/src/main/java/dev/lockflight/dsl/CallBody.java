package dev.lockflight.dsl;

import dev.lockflight.StepContext;

/** What a step made of a lambda does. */
@FunctionalInterface
public interface CallBody<T> {
  T run(StepContext context) throws Exception;
}
