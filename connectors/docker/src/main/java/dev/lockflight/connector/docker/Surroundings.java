package dev.lockflight.connector.docker;

import dev.lockflight.RunContext;
import dev.lockflight.StepFailedException;

/** What the steps have in common: how they fail, and where the release keeps a digest. */
final class Surroundings {
  private Surroundings() {}

  interface Doing<T> {
    T get() throws InterruptedException;
  }

  /** Fails as a step does, with its class of failure and without what the run has revealed. */
  static <T> T step(RunContext context, Doing<T> doing) throws InterruptedException {
    try {
      return doing.get();
    } catch (DockerException e) {
      StepFailedException failure = e.asStepFailure();
      String message = String.valueOf(failure.getMessage());
      String shown = context.redact(message);
      throw shown.equals(message) ? failure : hidden(e, shown);
    }
  }

  /** Without the cause, whose own message would tell. */
  private static StepFailedException hidden(DockerException e, String shown) {
    return e.failureClass() == dev.lockflight.FailureClass.TRANSIENT
        ? StepFailedException.transientFailure(shown)
        : StepFailedException.fatal(shown);
  }

  /** The release's image of this repository, by digest. */
  static ImageName released(RunContext context, String repository) {
    String digest = context.release().artifacts().get(repository);
    if (digest == null) {
      throw StepFailedException.fatal(
          "the release "
              + context.release()
              + " has no digest of "
              + repository
              + ", only of "
              + context.release().artifacts().keySet()
              + "; push it in an earlier stage, or start the run with a release that has it");
    }
    return ImageName.of(repository).digest(digest);
  }
}
