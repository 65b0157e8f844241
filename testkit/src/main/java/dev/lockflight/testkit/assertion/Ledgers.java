package dev.lockflight.testkit.assertion;

import dev.lockflight.Deployment;
import dev.lockflight.Pipeline;
import java.util.List;

/** What a run wrote into the ledger about an environment. */
final class Ledgers {
  private Ledgers() {}

  /** The name itself, once it is known to be one. */
  static String known(Pipeline pipeline, String environment) {
    List<String> names = pipeline.environments().stream().map(e -> e.name().value()).toList();
    if (!names.contains(environment)) {
      throw new IllegalArgumentException(
          "pipeline "
              + pipeline.name()
              + " has no environment "
              + environment
              + "; it has "
              + names);
    }
    return environment;
  }

  static List<Deployment.State> states(RunRecord record, String environment) {
    String name = known(record.pipeline(), environment);
    return record.run().deployments().stream()
        .filter(line -> line.environment().value().equals(name))
        .map(Deployment::state)
        .toList();
  }

  static boolean isDeployed(RunRecord record, String environment) {
    List<Deployment.State> states = states(record, environment);
    return !states.isEmpty()
        && switch (states.get(states.size() - 1)) {
          case DEPLOYED, VERIFIED -> true;
          case DEPLOYING, FAILED, ROLLED_BACK -> false;
        };
  }

  static String told(RunRecord record, String environment) {
    List<Deployment.State> states = states(record, environment);
    return states.isEmpty() ? "it wrote nothing there" : "its deployments there are " + states;
  }
}
