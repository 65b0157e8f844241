package dev.lockflight.connector.docker;

import dev.lockflight.Call;
import dev.lockflight.StepContext;
import java.time.Duration;

/**
 * The step that replaces a container by one of the release's image. The image is pulled by the
 * digest the release has, never by a tag; so the same step with an older release is the way back.
 *
 * <p>Between the end of the old container and the start of the new one there is none. Repeated with
 * the same release after a crash, it leaves a container that it has started already. Immutable and
 * thread-safe.
 */
public final class Deploy implements Call<DeployedContainer> {
  private static final String KEY = "dev.lockflight.deployment";
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Docker docker;
  private final String repository;
  private final ContainerSpec spec;
  private final RegistryLogin login;

  private Deploy(Docker docker, String repository, ContainerSpec spec, RegistryLogin login) {
    this.docker = docker;
    this.repository = repository;
    this.spec = spec;
    this.login = login;
  }

  /** The first half of {@code deploy(repository).as(spec)}. */
  public record Of(Docker docker, String repository) {
    public Deploy as(ContainerSpec spec) {
      return new Deploy(docker, repository, spec, RegistryLogin.anonymous());
    }
  }

  /** As whom to pull; nobody unless given. */
  public Deploy login(RegistryLogin other) {
    return new Deploy(docker, repository, spec, other);
  }

  @Override
  public String name() {
    return "deploy " + spec.name();
  }

  @Override
  public String describe() {
    return "deploy the release's " + repository + " as " + spec + ", pulled " + login;
  }

  @Override
  public DeployedContainer run(StepContext context) throws InterruptedException {
    ImageName image = Surroundings.released(context, repository);
    return Surroundings.step(context, () -> deploy(image, context));
  }

  private DeployedContainer deploy(ImageName image, StepContext context)
      throws InterruptedException {
    var unused = docker.image(image).pull(login.at(image.registry(), context), context::progress);
    String key = context.idempotencyKey();
    Container old = docker.container(spec.name());
    String replaced = "";
    try {
      ContainerState before = old.inspect();
      replaced = before.image();
      if (key.equals(before.labels().values().get(KEY)) && before.status().isRunning()) {
        return new DeployedContainer(spec.name(), before.id(), image.toString(), "");
      }
      old.stop(GRACE);
      old.remove();
    } catch (DockerException e) {
      if (!e.isMissing()) {
        throw e;
      }
    }
    Container created = docker.create(image, spec.label(KEY, key), context::reveal);
    created.start();
    context.log("started " + spec.name() + " of " + image);
    return new DeployedContainer(spec.name(), created.name(), image.toString(), replaced);
  }
}
