package dev.lockflight.proof;

import dev.lockflight.Cause;
import dev.lockflight.Condition;
import dev.lockflight.ParameterValues;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * One way a run can be started, and which conditions hold then.
 *
 * @param holds by condition that is not put together from others; one that is missing may hold or
 *     not
 */
record Scenario(String start, Map<Condition, Boolean> holds) {
  Scenario {
    holds = Map.copyOf(holds);
  }

  /** The one this cause makes. */
  static Scenario of(Cause cause, Set<Condition> elements) {
    Map<Condition, Boolean> holds = new HashMap<>();
    ParameterValues inputs = new ParameterValues(cause.inputs());
    elements.forEach(element -> holds.put(element, element.holds(cause, inputs)));
    return new Scenario(cause.toString(), holds);
  }

  boolean mayHold(Condition condition) {
    return !knows(condition) || answer(condition);
  }

  boolean mayNotHold(Condition condition) {
    return !(knows(condition) && answer(condition));
  }

  private boolean knows(Condition condition) {
    return holds.keySet().containsAll(condition.elements());
  }

  private boolean answer(Condition condition) {
    return condition.holdsWhen(element -> holds.getOrDefault(element, false));
  }
}
