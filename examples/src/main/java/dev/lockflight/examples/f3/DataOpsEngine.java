package dev.lockflight.examples.f3;

import dev.lockflight.EnvironmentName;
import dev.lockflight.Secret;
import dev.lockflight.connector.docker.Docker;
import dev.lockflight.connector.docker.DockerCli;
import dev.lockflight.connector.docker.DockerHost;
import dev.lockflight.connector.docker.ImageName;
import dev.lockflight.connector.docker.RegistryLogin;
import dev.lockflight.examples.laptop.FreePorts;
import dev.lockflight.examples.laptop.Machine;
import dev.lockflight.testkit.docker.LocalDocker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Docker Engine and a registry for the stack, with the image that stands in for all others.
 * Closing it removes its containers.
 */
final class DataOpsEngine implements AutoCloseable {
  private static final Secret PASSWORD = Secret.of("REGISTRY_PASSWORD");
  private static final ImageName BASE = ImageName.of("dataops-base:1");

  private final LocalDocker local;
  private final Docker docker;
  private final DataOpsContainers containers;

  private DataOpsEngine(LocalDocker local, Docker docker, DataOpsContainers containers) {
    this.local = local;
    this.docker = docker;
    this.containers = containers;
  }

  /** Why it cannot be started here, and what to do. */
  static Optional<String> obstacle(Map<String, String> variables) {
    return LocalDocker.obstacle(variables)
        .or(() -> missing(variables, "docker-compose", "docker.io docker-compose"))
        .or(() -> missing(variables, "busybox", "busybox-static"));
  }

  private static Optional<String> missing(
      Map<String, String> variables, String program, String packages) {
    String path = variables.getOrDefault("PATH", "") + ":/usr/bin:/bin";
    for (String directory : path.split(":")) {
      if (Files.isExecutable(Path.of(directory, program))) {
        return Optional.empty();
      }
    }
    return Optional.of("not installed: " + program + "; on Debian: apt-get install " + packages);
  }

  static DataOpsEngine start(Machine machine, Path tree) throws IOException, InterruptedException {
    LocalDocker local = LocalDocker.start(machine.variables());
    try {
      Docker docker = Docker.at(local.engine());
      DockerCli cli =
          DockerCli.of(machine.variables())
              .at(DockerHost.at(local.engine()))
              .program(withBuildKit(machine.variables()))
              .composeProgram("docker-compose");
      Path context = local.baseImageContext(machine.variables());
      build(machine, local, context);
      DataOpsContainers.Registry registry =
          new DataOpsContainers.Registry(
              local.registry(), RegistryLogin.of(local.user(), PASSWORD));
      return new DataOpsEngine(
          local,
          docker,
          new DataOpsContainers(docker, cli, registry, BASE, ports("staging", "prod"), tree));
    } catch (IOException | InterruptedException | RuntimeException e) {
      local.close();
      throw e;
    }
  }

  /** Debian's own, as another without BuildKit may stand before it on the PATH. */
  private static String withBuildKit(Map<String, String> variables) {
    return variables.getOrDefault("LOCKFLIGHT_DOCKER", "/usr/bin/docker");
  }

  private static void build(Machine machine, LocalDocker local, Path context)
      throws IOException, InterruptedException {
    ProcessBuilder build =
        new ProcessBuilder(
            withBuildKit(machine.variables()),
            "build",
            "-q",
            "--network=host",
            "--tag=" + BASE,
            context.toString());
    build.environment().put("DOCKER_HOST", local.engine().toString());
    build.environment().put("DOCKER_BUILDKIT", "1");
    Process process = build.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the base image could not be built: " + said);
    }
  }

  /** Ports that are free now, since all containers share the network of the host. */
  private static Map<EnvironmentName, Map<String, Integer>> ports(String... environments)
      throws IOException {
    List<String> names =
        Arrays.stream(environments)
            .flatMap(each -> DataOpsContainers.LISTENING.stream().map(name -> each + "/" + name))
            .toList();
    Map<String, Integer> free = FreePorts.of(names);
    Map<EnvironmentName, Map<String, Integer>> all = new HashMap<>();
    for (String environment : environments) {
      Map<String, Integer> ports = new HashMap<>();
      for (String service : DataOpsContainers.LISTENING) {
        ports.put(service, free.get(environment + "/" + service));
      }
      all.put(EnvironmentName.of(environment), Map.copyOf(ports));
    }
    return Map.copyOf(all);
  }

  DataOpsContainers containers() {
    return containers;
  }

  /** What the steps reveal: the password of the registry. */
  Map<String, String> secrets() {
    return Map.of(PASSWORD.name(), local.password());
  }

  /** The image a container runs, with its digest. */
  String image(String container) throws InterruptedException {
    return docker.container(container).inspect().image();
  }

  @Override
  public void close() {
    docker.close();
    local.close();
  }
}
