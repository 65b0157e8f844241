package dev.lockflight.artifact;

import dev.lockflight.EnvironmentName;
import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Verdict;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Opens when an environment has a last-good set, intact and young enough. None, a damaged one and
 * one too old are FAILED; a store that cannot be read, or a pointer nobody can read, is ERRORED.
 */
public final class LastGoodGate implements Gate {
  private final Artifacts artifacts;
  private final EnvironmentName environment;
  private final @Nullable Duration oldest;

  LastGoodGate(Artifacts artifacts, EnvironmentName environment, @Nullable Duration oldest) {
    this.artifacts = artifacts;
    this.environment = environment;
    this.oldest = oldest;
  }

  /** Its files were published at most so long ago; exactly so long still passes. */
  public LastGoodGate notOlderThan(Duration age) {
    if (age.isNegative() || age.isZero()) {
      throw new InvalidDefinitionException("age of the last-good set must be positive: " + age);
    }
    return new LastGoodGate(artifacts, environment, age);
  }

  @Override
  public GateName name() {
    return GateName.of("last-good of " + environment);
  }

  @Override
  public String describe() {
    return "last-good of "
        + environment
        + " is there and intact"
        + (oldest == null ? "" : ", at most " + oldest + " old");
  }

  @Override
  public Verdict evaluate(GateContext context) throws IOException {
    try {
      return verdict(artifacts.of(environment).verified(Pointer.LAST_GOOD), context);
    } catch (NothingPublishedException e) {
      return Verdict.failed(
          String.valueOf(e.getMessage()), Evidence.of("last-good", "none", "a set", source()));
    } catch (TornArtifactsException e) {
      return Verdict.failed(
          String.valueOf(e.getMessage()),
          e.damages().stream()
              .map(damage -> Evidence.of(damage.file(), damage.how(), "as published", source()))
              .toArray(Evidence[]::new));
    } catch (DamagedPointerException e) {
      return Verdict.errored(String.valueOf(e.getMessage()));
    }
  }

  private Verdict verdict(PublishedArtifacts found, GateContext context) {
    Duration age = Duration.between(found.set().publishedAt(), context.now());
    Duration limit = oldest;
    String expected = limit == null ? "any" : "at most " + limit;
    Evidence evidence = new Evidence("age of " + found.set(), age.toString(), expected, source());
    return limit != null && age.compareTo(limit) > 0
        ? Verdict.failed("last-good of " + environment + " is " + age + " old", evidence)
        : Verdict.passed("last-good of " + environment + " is " + found.set(), evidence);
  }

  private String source() {
    return environment + "/" + Pointer.LAST_GOOD.text() + ".json";
  }
}
