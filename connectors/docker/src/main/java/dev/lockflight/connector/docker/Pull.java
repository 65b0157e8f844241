package dev.lockflight.connector.docker;

import dev.lockflight.Call;
import dev.lockflight.StepContext;

/** The step that pulls the release's image of a repository, by digest. Immutable, thread-safe. */
public final class Pull implements Call<BuiltImage> {
  private final Docker docker;
  private final String repository;
  private final RegistryLogin login;

  Pull(Docker docker, String repository, RegistryLogin login) {
    this.docker = docker;
    this.repository = repository;
    this.login = login;
  }

  /** As whom; nobody unless given. */
  public Pull login(RegistryLogin other) {
    return new Pull(docker, repository, other);
  }

  @Override
  public String name() {
    return "pull " + repository.replace('/', ' ');
  }

  @Override
  public String describe() {
    return "pull the release's " + repository + " " + login;
  }

  @Override
  public BuiltImage run(StepContext context) throws InterruptedException {
    ImageName image = Surroundings.released(context, repository);
    return Surroundings.step(context, () -> pull(image, context));
  }

  private BuiltImage pull(ImageName image, StepContext context) throws InterruptedException {
    RegistryPassword password = login.at(image.registry(), context);
    ImageDetails pulled = docker.image(image).pull(password, context::progress);
    return new BuiltImage(image.toString(), pulled.id());
  }
}
