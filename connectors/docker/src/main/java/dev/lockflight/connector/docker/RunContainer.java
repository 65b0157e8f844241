package dev.lockflight.connector.docker;

import dev.lockflight.Progress;
import dev.lockflight.RemoteOperation;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import java.time.Duration;

/**
 * Runs a container to its end: found again after a crash, polled without holding a thread, stopped
 * on abort. An exit code other than 0 is FATAL. The ended container is kept, so that a resumed run
 * still finds how it ended; {@code docker container prune --filter label=dev.lockflight.task}
 * removes those that are no longer needed. Immutable and thread-safe.
 */
public final class RunContainer implements RemoteOperation<RunContainer.End> {
  private static final String TASK = "dev.lockflight.task";
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Docker docker;
  private final ImageName image;
  private final ContainerSpec spec;

  /**
   * How it ended. Survives a JSON round trip.
   *
   * @param container its id
   * @param output the end of what it wrote, both streams
   */
  public record End(String container, int exitCode, String output) {}

  RunContainer(Docker docker, ImageName image, ContainerSpec spec) {
    this.docker = docker;
    this.image = image;
    this.spec = spec;
  }

  @Override
  public String name() {
    return "run " + spec.name();
  }

  @Override
  public String describe() {
    return "run " + image + " as " + spec;
  }

  @Override
  public Handle submit(StepContext context) throws InterruptedException {
    return Surroundings.step(context, () -> new Handle(started(context)));
  }

  /** Its name holds the key, so that a second submission meets the first. */
  private String started(StepContext context) throws InterruptedException {
    String name = spec.name() + "-" + context.idempotencyKey();
    Container container = docker.container(name);
    try {
      if (!container.inspect().status().word().equals("created")) {
        return name;
      }
    } catch (DockerException e) {
      if (!e.isMissing()) {
        throw e;
      }
      ContainerSpec task = spec.called(name).label(TASK, spec.name());
      var unused = docker.create(image, task, context::reveal);
    }
    container.start();
    return name;
  }

  @Override
  public Poll<End> poll(Handle handle, StepContext context) throws InterruptedException {
    return Surroundings.step(context, () -> asked(docker.container(handle.value()), context));
  }

  private Poll<End> asked(Container container, StepContext context) throws InterruptedException {
    ContainerState state = container.inspect();
    if (!state.status().hasEnded()) {
      return Poll.running(INTERVAL, Progress.of(spec.name() + " " + state.status().word(), 0));
    }
    LastLines last = new LastLines();
    container.logs(
        (source, line) -> {
          String shown = context.redact(line);
          last.line(source, shown);
          context.log(shown);
        });
    int code = state.status().exitCode();
    if (code != 0) {
      throw StepFailedException.fatal(
          "container " + container.name() + " ended with " + code + ": " + last.text());
    }
    return Poll.finished(new End(state.id(), code, last.text()));
  }

  @Override
  public void cancel(Handle handle, StepContext context) throws InterruptedException {
    try {
      docker.container(handle.value()).stop(GRACE);
    } catch (DockerException e) {
      if (!e.isMissing()) {
        throw e.asStepFailure();
      }
    }
  }
}
