package dev.lockflight.dsl;

import dev.lockflight.GateContext;
import dev.lockflight.Verdict;

/** What a gate made of a lambda decides. */
@FunctionalInterface
public interface GateBody {
  Verdict evaluate(GateContext context) throws Exception;
}
