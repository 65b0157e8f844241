package dev.lockflight.connector.databricks;

import dev.lockflight.Evidence;
import dev.lockflight.FailureClass;
import dev.lockflight.Progress;
import dev.lockflight.RemoteOperation;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import dev.lockflight.connector.http.RestException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Installs libraries on a running cluster. Installing twice does no more than once. */
record InstallLibraries(Cluster cluster, List<Library> wanted)
    implements RemoteOperation<InstalledLibraries> {
  private static final Duration AGAIN = Duration.ofSeconds(5);
  private static final Set<String> DONE = Set.of("INSTALLED", "SKIPPED", "RESTORED");
  private static final Set<String> BROKEN = Set.of("FAILED", "UNINSTALL_ON_RESTART");
  private static final Set<String> DOWN = Set.of("TERMINATED", "TERMINATING", "ERROR");

  @Override
  public String name() {
    return "install-libraries";
  }

  @Override
  public String describe() {
    return "install " + wanted + " on " + cluster;
  }

  @Override
  public Handle submit(StepContext context) throws InterruptedException {
    try {
      requireUp();
      cluster.install(wanted);
      return new Handle(cluster.toString());
    } catch (RestException e) {
      throw e.asStepFailure();
    }
  }

  private void requireUp() throws InterruptedException {
    String state = cluster.state();
    if (DOWN.contains(state)) {
      throw StepFailedException.transientFailure(
          cluster + " is " + state + ", so nothing can be installed: start it first");
    }
  }

  @Override
  public Poll<InstalledLibraries> poll(Handle handle, StepContext context)
      throws InterruptedException {
    try {
      requireUp();
      return judged(cluster.libraries());
    } catch (RestException e) {
      throw e.failureClass() == FailureClass.TRANSIENT ? e : e.asStepFailure();
    }
  }

  private Poll<InstalledLibraries> judged(List<InstalledLibraries.Library> all) {
    Set<String> names = Set.copyOf(wanted.stream().map(Library::identity).distinct().toList());
    List<InstalledLibraries.Library> ours =
        all.stream().filter(library -> names.contains(library.name())).toList();
    Evidence[] failed =
        ours.stream()
            .filter(library -> BROKEN.contains(library.status()))
            .map(library -> evidence(library))
            .toArray(Evidence[]::new);
    if (failed.length > 0) {
      throw StepFailedException.fatal(
          failed.length
              + " libraries could not be installed on "
              + cluster
              + "; check that they exist and fit its runtime",
          failed);
    }
    long done = ours.stream().filter(library -> DONE.contains(library.status())).count();
    return done == names.size()
        ? Poll.finished(new InstalledLibraries(ours))
        : Poll.running(AGAIN, Progress.of("libraries", done, names.size()));
  }

  private Evidence evidence(InstalledLibraries.Library library) {
    return Evidence.of(
        library.name(),
        library.status() + " " + library.messages(),
        "INSTALLED",
        cluster.toString());
  }

  /** An installation cannot be called back. */
  @Override
  public void cancel(Handle handle, StepContext context) {}
}
