package dev.lockflight;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Opens while every window of the environment allows the action.
 *
 * @param action a promotion, or a rollback
 */
record WindowGate(EnvironmentName environment, List<Window> windows, Action action)
    implements Gate {
  @Override
  public GateName name() {
    return GateName.of("window of " + environment);
  }

  @Override
  public Kind kind() {
    return Kind.PURE;
  }

  @Override
  public String describe() {
    return "window " + windows + (action == Action.PROMOTE ? "" : " for " + action);
  }

  @Override
  public Verdict evaluate(GateContext context) {
    Instant now = context.now();
    Instant opens = now;
    for (Window window : windows) {
      if (window.denies(action, now)) {
        Optional<Instant> next = window.opensAfter(now);
        if (next.isEmpty()) {
          return passed(context, Verdict.failed(window + " never opens again"));
        }
        opens = next.get().isAfter(opens) ? next.get() : opens;
      }
    }
    return opens.isAfter(now)
        ? passed(context, Verdict.pendingUntil(opens, "closed until " + opens + ": " + windows))
        : Verdict.passed("open at " + now, Evidence.of("time", now, windows, "the engine's clock"));
  }

  private static Verdict passed(GateContext context, Verdict closed) {
    return HotfixRule.passed(context, HotfixRule.Pass.FREEZES, closed);
  }
}
