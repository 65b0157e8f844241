package dev.lockflight.dsl;

import dev.lockflight.StepContext;

/** What a step made of a lambda does when it has no result. */
@FunctionalInterface
public interface ActionBody {
  void run(StepContext context) throws Exception;
}
