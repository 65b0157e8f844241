package dev.lockflight;

import java.util.Set;

/**
 * What a step does. A connector implements one of its two kinds; a pipeline author turns it into a
 * {@link Step}. Immutable and thread-safe: one instance may run in many runs at once.
 *
 * @param <T> the type of its result
 */
public sealed interface Operation<T> permits Call, RemoteOperation {
  /** The name its step has unless it is given another. */
  String name();

  /** The outputs it reads; each must be written upstream, or the pipeline is rejected. */
  default Set<Output<?>> reads() {
    return Set.of();
  }

  /** What it will do, in a few words; part of the outline, the plan and the pipeline's digest. */
  default String describe() {
    return name();
  }

  /** A step that leaves the result under the key. */
  default Step<T> into(Output<? super T> key) {
    return Step.of(this).into(key);
  }

  /** A step with this name. */
  default Step<T> named(String step) {
    return Step.of(this).named(step);
  }

  /** A step with the default name that leaves its result nowhere. */
  default Step<T> asStep() {
    return Step.of(this);
  }
}
