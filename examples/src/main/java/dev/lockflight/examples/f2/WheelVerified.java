package dev.lockflight.examples.f2;

import dev.lockflight.EnvironmentName;
import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.Release;
import dev.lockflight.Verdict;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Opens when just this commit, and the wheel that was built from it, was last verified in an
 * environment. A plain {@code verifiedIn} would compare the source distribution too, which bears
 * the hour it was made and differs each time it is built. Immutable.
 */
record WheelVerified(EnvironmentName environment) implements Gate {
  @Override
  public GateName name() {
    return GateName.of("wheel verified in " + environment);
  }

  /** Looks at the run and the ledger only. */
  @Override
  public Kind kind() {
    return Kind.PURE;
  }

  @Override
  public Verdict evaluate(GateContext context) {
    String wanted = wheel(context.release());
    String last =
        context
            .ledger()
            .lastVerified(environment)
            .map(deployment -> wheel(deployment.release()))
            .orElse("nothing");
    Evidence seen = Evidence.of("verified in " + environment, last, wanted, "ledger");
    return last.equals(wanted)
        ? Verdict.passed(wanted + " was verified in " + environment, seen)
        : Verdict.failed(
            wanted + " is not what was last verified in " + environment + ": deploy it there first",
            seen);
  }

  private static String wheel(Release release) {
    return release.artifacts().entrySet().stream()
        .filter(artifact -> artifact.getKey().endsWith(".whl"))
        .map(Map.Entry::toString)
        .collect(Collectors.joining(" ", release.commit() + " ", ""))
        .strip();
  }
}
