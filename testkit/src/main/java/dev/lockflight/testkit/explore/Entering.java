package dev.lockflight.testkit.explore;

import dev.lockflight.Deployment;
import dev.lockflight.Environment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.run.RunEvent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The moment at which a run begins to write to an environment.
 *
 * <pre>{@code
 * never(entering(prod)).without(verified(stage)).and(approvedBy("data-owners", 1))
 * }</pre>
 */
public record Entering(EnvironmentName environment) {
  public static Entering entering(Environment environment) {
    return new Entering(environment.name());
  }

  public static Entering entering(String environment) {
    return new Entering(EnvironmentName.of(environment));
  }

  /** Begins an invariant. */
  public static Never never(Entering entering) {
    return new Never(entering);
  }

  boolean isNow(Happening happening) {
    return happening.entry().event() instanceof RunEvent.DeploymentRecorded recorded
        && recorded.deployment().state() == Deployment.State.DEPLOYING
        && recorded.deployment().environment().equals(environment);
  }

  @Override
  public String toString() {
    return "entering " + environment;
  }

  /** What must not happen, still without saying under which condition. */
  public record Never(Entering entering) {
    /** At no time does a run enter unless this fact holds. */
    public Without without(Fact fact) {
      return new Without(entering, List.of(fact));
    }
  }

  /** At no time does a run enter unless every one of these facts holds. */
  public record Without(Entering entering, List<Fact> facts) implements Invariant {
    public Without {
      facts = List.copyOf(facts);
    }

    public Without and(Fact fact) {
      return new Without(entering, Stream.concat(facts.stream(), Stream.of(fact)).toList());
    }

    @Override
    public String name() {
      return "never "
          + entering
          + " without being "
          + facts.stream().map(Fact::name).collect(Collectors.joining(" and "));
    }

    @Override
    public Optional<String> violatedBy(Moment moment) {
      return moment.happenings().stream()
          .filter(entering::isNow)
          .flatMap(happening -> missing(moment, happening).stream())
          .findFirst();
    }

    private Optional<String> missing(Moment moment, Happening happening) {
      return facts.stream()
          .filter(fact -> !fact.holds().test(moment, happening))
          .findFirst()
          .map(
              fact ->
                  happening.before().release()
                      + " enters "
                      + entering.environment()
                      + " and was not "
                      + fact.name());
    }

    @Override
    public String toString() {
      return name();
    }
  }
}
