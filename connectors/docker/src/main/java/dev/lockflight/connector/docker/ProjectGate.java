package dev.lockflight.connector.docker;

import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Looks at all containers of a compose project. */
record ProjectGate(Docker docker, String project) implements Gate {
  private static final Duration AGAIN = Duration.ofSeconds(1);

  @Override
  public GateName name() {
    return GateName.of("healthy project " + project);
  }

  @Override
  public String describe() {
    return "all containers of project " + project + " run and are healthy";
  }

  @Override
  public Verdict evaluate(GateContext context) throws InterruptedException {
    try {
      return judged(context, docker.project(project));
    } catch (DockerException e) {
      return Verdict.errored(context.redact(String.valueOf(e.getMessage())));
    }
  }

  private Verdict judged(GateContext context, List<Docker.ProjectContainer> containers)
      throws InterruptedException {
    List<Evidence> seen = new ArrayList<>();
    List<String> ill = new ArrayList<>();
    boolean starting = false;
    for (Docker.ProjectContainer one : containers) {
      ContainerState state = one.container().inspect();
      String told = context.redact(HealthGate.describe(state));
      seen.add(Evidence.of(one.service(), told, "running, healthy", state.image()));
      starting |= state.health().word().equals("starting");
      if (!state.status().isRunning() || state.health().word().equals("unhealthy")) {
        ill.add(one.service() + " is " + told);
      }
    }
    if (containers.isEmpty()) {
      return Verdict.errored("project " + project + " has no container; start it first");
    }
    if (!ill.isEmpty()) {
      return Verdict.failed(String.join("; ", ill)).withEvidence(seen);
    }
    return starting
        ? Verdict.pendingUntil(context.now().plus(AGAIN), "some are starting").withEvidence(seen)
        : Verdict.passed(containers.size() + " containers are well").withEvidence(seen);
  }
}
