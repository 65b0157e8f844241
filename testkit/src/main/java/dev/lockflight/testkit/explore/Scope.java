package dev.lockflight.testkit.explore;

import dev.lockflight.Cause;
import dev.lockflight.Pipeline;
import java.util.Map;

/**
 * What is explored.
 *
 * @param outputs values of outputs that cannot be made up, by the output's name
 */
record Scope(
    Pipeline pipeline, Cause cause, Disturbances disturbances, Map<String, Object> outputs) {
  /**
   * What may come in between, at any moment.
   *
   * @param atOnce how many of all of them on one way
   */
  record Disturbances(int crashes, int aborts, int releases, int vetoes, int atOnce) {
    static final Disturbances DEFAULT = new Disturbances(1, 1, 1, 0, 2);

    Disturbances {
      if (crashes < 0 || aborts < 0 || releases < 0 || vetoes < 0 || atOnce < 0) {
        throw new IllegalArgumentException("there cannot be less than no disturbance: " + this);
      }
    }

    @Override
    public String toString() {
      return "at most "
          + atOnce
          + " of "
          + crashes
          + " crashes, "
          + aborts
          + " aborts, "
          + releases
          + " newer releases"
          + (vetoes == 0 ? "" : ", " + vetoes + " vetoes");
    }
  }

  Scope {
    outputs = Map.copyOf(outputs);
  }

  Scope with(Disturbances changed) {
    return new Scope(pipeline, cause, changed, outputs);
  }

  Scope with(Map<String, Object> given) {
    return new Scope(pipeline, cause, disturbances, given);
  }

  Scope with(Cause changed) {
    return new Scope(pipeline, changed, disturbances, outputs);
  }
}
