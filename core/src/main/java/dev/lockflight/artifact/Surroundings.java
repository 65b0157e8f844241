package dev.lockflight.artifact;

import dev.lockflight.Environment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.RunContext;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** What the steps here share: their environment, their name, and how a store's failure counts. */
final class Surroundings {
  private Surroundings() {}

  /** Work on a store. */
  interface Reach<T> {
    T get() throws IOException;
  }

  /** A missing or forbidden file stays so; anything else a store says may be better next time. */
  static <T> T reach(Reach<T> work) {
    try {
      return work.get();
    } catch (UncheckedIOException e) {
      throw failure(e.getCause() == null ? new IOException(e) : e.getCause());
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private static StepFailedException failure(IOException e) {
    if (e instanceof NoSuchFileException) {
      return StepFailedException.fatal("file is not there: " + e.getMessage()).causedBy(e);
    }
    if (e instanceof AccessDeniedException) {
      return StepFailedException.fatal("access denied: " + e.getMessage()).causedBy(e);
    }
    return StepFailedException.transientFailure("artifact store failed: " + e.getMessage())
        .causedBy(e);
  }

  static EnvironmentName environment(RunContext context, String step) {
    return context
        .environment()
        .map(Environment::name)
        .orElseThrow(
            () ->
                StepFailedException.fatal(
                    "stage "
                        + context.stage()
                        + " has no environment for "
                        + step
                        + ": give it one with in(..) or reading(..)"));
  }

  /** The same for each attempt of a step. */
  static String step(StepContext context) {
    return context.run() + "/" + context.stage() + "/" + context.step();
  }
}
