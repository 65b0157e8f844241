package dev.lockflight.connector.dbt;

import dev.lockflight.Digest;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Output;
import dev.lockflight.RunContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the manifest of another dbt run is, for deferral, for {@code state:} selection and as the
 * base of a comparison. Immutable.
 *
 * <pre>{@code
 * dbt.build().select("tag:deploy").deferTo(DbtState.of(STG).notOlderThan(ofHours(6)))
 * }</pre>
 *
 * @param what for people; part of the pipeline's digest
 * @param maxAge of the manifest, by its own time of writing; null for any
 * @param digest the manifest must have; null for any, or that of the output
 */
public record DbtState(
    String what,
    @Nullable Output<DbtResult> output,
    @Nullable Locator locator,
    @Nullable Duration maxAge,
    @Nullable Digest digest) {
  /** Finds the directory when it is needed, for example through a last-good pointer. */
  @FunctionalInterface
  public interface Locator {
    Path directory(RunContext context) throws Exception;
  }

  /** What an earlier dbt step of the same run left; its digest is checked. */
  public static DbtState of(Output<DbtResult> output) {
    return new DbtState("<" + output.name() + ">", output, null, null, null);
  }

  /** A directory that holds manifest.json. */
  public static DbtState in(Path directory) {
    return new DbtState(directory.toString(), null, context -> directory, null, null);
  }

  /** A directory that is only known in the run, for example that of the last good artifacts. */
  public static DbtState located(String what, Locator locator) {
    return new DbtState("<" + what + ">", null, locator, null, null);
  }

  /** Refused when its manifest was written longer ago than this. */
  public DbtState notOlderThan(Duration age) {
    if (age.isNegative() || age.isZero()) {
      throw new InvalidDefinitionException("the age of a state must be positive: " + age);
    }
    return new DbtState(what, output, locator, age, digest);
  }

  /** Refused when its manifest has another digest. */
  public DbtState withDigest(Digest expected) {
    return new DbtState(what, output, locator, maxAge, expected);
  }

  Set<Output<?>> reads() {
    return output == null ? Set.of() : Set.of(output);
  }

  Optional<DbtResult> result(RunContext context) {
    return output == null ? Optional.empty() : Optional.of(context.read(output));
  }

  @Override
  public String toString() {
    return what
        + (maxAge == null ? "" : " not older than " + maxAge)
        + (digest == null ? "" : " with " + digest.brief());
  }
}
