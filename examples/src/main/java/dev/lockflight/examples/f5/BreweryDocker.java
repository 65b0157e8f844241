package dev.lockflight.examples.f5;

import dev.lockflight.Secret;
import dev.lockflight.connector.docker.Docker;
import dev.lockflight.connector.docker.DockerCli;
import dev.lockflight.connector.docker.DockerHost;
import dev.lockflight.connector.docker.RegistryLogin;
import dev.lockflight.testkit.docker.LocalDocker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A Docker Engine and a registry of the example's own. They end when it is closed, and with the
 * program when that is stopped.
 */
final class BreweryDocker implements AutoCloseable {
  static final Secret PASSWORD = Secret.of("REGISTRY_PASSWORD");

  /** Debian's own, as another without its buildx plug-in may stand before it on the PATH. */
  private static final Path DEBIANS = Path.of("/usr/bin/docker");

  private final LocalDocker local;
  private final Docker docker;
  private final Map<String, String> variables;
  private final Thread atExit;

  private BreweryDocker(LocalDocker local, Map<String, String> variables) {
    this.local = local;
    this.docker = Docker.at(local.engine());
    this.variables = Map.copyOf(variables);
    this.atExit = new Thread(local::close);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Why it cannot be started here, and what to do; empty when it can. */
  static Optional<String> obstacle(Map<String, String> variables) {
    return LocalDocker.obstacle(variables)
        .or(
            () ->
                Files.isExecutable(Path.of(program(variables)))
                    ? Optional.empty()
                    : Optional.of("no docker command; apt-get install docker.io"));
  }

  static BreweryDocker start(Map<String, String> variables)
      throws IOException, InterruptedException {
    return new BreweryDocker(LocalDocker.start(variables), variables);
  }

  BreweryImages images() throws IOException {
    DockerCli cli =
        DockerCli.of(variables)
            .at(DockerHost.at(local.engine()))
            .program(program(variables))
            .composeProgram("docker-compose");
    return new BreweryImages(
        docker,
        cli,
        local.registry() + "/acme/brewery",
        RegistryLogin.of(local.user(), PASSWORD),
        local.baseImageContext(variables));
  }

  private static String program(Map<String, String> variables) {
    return variables.getOrDefault("LOCKFLIGHT_DOCKER", DEBIANS.toString());
  }

  Docker docker() {
    return docker;
  }

  /** Of the registry. */
  String password() {
    return local.password();
  }

  @Override
  public void close() {
    docker.close();
    local.close();
    boolean unused = Runtime.getRuntime().removeShutdownHook(atExit);
  }
}
