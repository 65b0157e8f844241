package dev.lockflight.examples.f3;

import dev.lockflight.EnvironmentName;
import dev.lockflight.connector.docker.Docker;
import dev.lockflight.connector.docker.DockerCli;
import dev.lockflight.connector.docker.ImageName;
import dev.lockflight.connector.docker.RegistryLogin;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The engine, its docker command, and the registry whose images it runs. Immutable.
 *
 * @param base the image that stands in for those of the internet
 * @param ports of each environment, by service
 * @param tree where the code with its compose file is checked out
 */
public record DataOpsContainers(
    Docker docker,
    DockerCli cli,
    Registry registry,
    ImageName base,
    Map<EnvironmentName, Map<String, Integer>> ports,
    Path tree) {
  /** The services that listen. */
  static final List<String> LISTENING =
      List.of("dataops-sqlserver", "dataops-postgres", "dataops-airflow-webserver", "cloudbeaver");

  /** Where images are pushed to and pulled from, and as whom. */
  public record Registry(String host, RegistryLogin login) {}

  RegistryLogin login() {
    return registry.login();
  }

  /** The name of one of our images, which is also that of its digest in the release. */
  String repository(String image) {
    return registry.host() + "/dataops-" + image;
  }

  DataOpsStack stack(EnvironmentName environment) {
    return new DataOpsStack(this, environment, ports.getOrDefault(environment, Map.of()));
  }
}
