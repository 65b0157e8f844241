package dev.lockflight.connector.docker;

import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.Verdict;
import java.time.Duration;

/** Asks the engine what the container's own health check says. */
record HealthGate(Docker docker, String container) implements Gate {
  private static final Duration AGAIN = Duration.ofSeconds(1);

  @Override
  public GateName name() {
    return GateName.of("healthy " + container);
  }

  @Override
  public String describe() {
    return "container " + container + " is healthy";
  }

  @Override
  public Verdict evaluate(GateContext context) throws InterruptedException {
    ContainerState state;
    try {
      state = docker.container(container).inspect();
    } catch (DockerException e) {
      return Verdict.errored(context.redact(String.valueOf(e.getMessage())));
    }
    String seen = context.redact(describe(state));
    Evidence evidence = Evidence.of("container " + container, seen, "healthy", state.image());
    if (state.health().isNone()) {
      return Verdict.errored(
          container + " has no health check; give it one, or ask tcpOpen or httpOk", evidence);
    }
    if (!state.status().isRunning()) {
      return Verdict.failed(container + " does not run: " + seen, evidence);
    }
    return switch (state.health().word()) {
      case "healthy" -> Verdict.passed(container + " is healthy", evidence);
      case "starting" ->
          Verdict.pendingUntil(context.now().plus(AGAIN), container + " is starting", evidence);
      default -> Verdict.failed(container + " is " + seen, evidence);
    };
  }

  static String describe(ContainerState state) {
    String health = state.health().isNone() ? "" : ", " + state.health().word();
    String failed =
        state.health().failures() == 0
            ? ""
            : " after "
                + state.health().failures()
                + " failed checks: "
                + state.health().lastWords();
    String code = state.status().hasEnded() ? " with " + state.status().exitCode() : "";
    return state.status().word() + code + health + failed;
  }
}
