package dev.lockflight;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** What a running step may know and say. */
public interface StepContext extends RunContext {
  StepName step();

  /** 1 for the first attempt. */
  int attempt();

  /**
   * Stable per run, step and attempt, also over a crash and resume: give it to whoever can refuse
   * to do the same thing twice. At most 64 letters, digits and dashes.
   */
  String idempotencyKey();

  /** When this attempt will be interrupted, if it has a timeout. */
  Optional<Instant> deadline();

  /** Tells people who follow the run how far the step has come. */
  void progress(Progress progress);

  /**
   * A directory of this attempt alone, created on first use; kept until the run is deleted, so that
   * logs and artifacts can be found.
   */
  Path workspace();

  /** Adds an artifact's digest to the release; takes effect when the step succeeds. */
  void addToRelease(String artifact, String digest);
}
