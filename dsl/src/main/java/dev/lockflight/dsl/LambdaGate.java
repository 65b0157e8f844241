package dev.lockflight.dsl;

import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.Verdict;

/** A gate made of a lambda. */
record LambdaGate(GateName name, GateBody body) implements Gate {
  @Override
  public Verdict evaluate(GateContext context) throws Exception {
    return body.evaluate(context);
  }
}
