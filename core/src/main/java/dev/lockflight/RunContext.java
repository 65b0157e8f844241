package dev.lockflight;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a step or gate may know of the run it is part of. Valid only while that step or gate runs,
 * on any thread.
 */
public interface RunContext {
  RunId run();

  PipelineName pipeline();

  StageName stage();

  /** The environment of the stage, when it has one. */
  Optional<Environment> environment();

  Release release();

  Cause cause();

  /** Who started the run as a hotfix, and why; empty for any other run. */
  default Optional<Hotfix> hotfix() {
    return Optional.empty();
  }

  /** The values of this stage's matrix axes; empty outside a matrix. */
  Map<String, String> cell();

  <T> T parameter(Parameter<T> parameter);

  /**
   * What an earlier step of this run left under the key. Inside a matrix cell the cell's own value,
   * when it has one.
   *
   * @throws MissingOutputException when no step that has succeeded wrote it
   */
  <T> T read(Output<T> key);

  /** Like {@link #read}, but empty when there is none. */
  <T> Optional<T> find(Output<T> key);

  /**
   * What another run left under the key; empty when it is unknown or left nothing there.
   *
   * @throws MissingOutputException when several of its matrix cells have written it
   */
  default <T> Optional<T> findIn(RunId run, Output<T> key) {
    return Optional.empty();
  }

  /** What the cells of a matrix stage left under the key, in the order of the cells. */
  <T> List<T> readEach(Output<T> key);

  /** What is deployed where, over all runs of the engine's store. */
  Ledger ledger();

  /**
   * The value of a secret; from now on it is redacted in everything the engine writes.
   *
   * @throws MissingSecretException when no source has it
   */
  String reveal(Secret secret);

  /** The text with every secret revealed so far replaced by {@code ***}. */
  String redact(String text);

  /** The engine's time; connectors read no other clock. */
  Instant now();

  /** A line for people who follow the run live; not part of the journal. */
  void log(String line);
}
