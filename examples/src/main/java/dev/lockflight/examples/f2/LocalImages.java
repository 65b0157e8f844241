package dev.lockflight.examples.f2;

import dev.lockflight.connector.docker.Docker;
import dev.lockflight.connector.docker.DockerCli;
import dev.lockflight.connector.docker.DockerHost;
import dev.lockflight.testkit.docker.LocalDocker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Docker Engine for the example: one of its own where that is possible, with a base image of
 * busybox alone, else the one of this machine, which takes its base from a registry. Thread-safe.
 */
final class LocalImages implements AutoCloseable {
  private static final Path DEBIANS = Path.of("/usr/bin/docker");

  private final @Nullable LocalDocker own;
  private final DockerCli cli;
  private final Docker docker;
  private final String base;

  private LocalImages(@Nullable LocalDocker own, DockerCli cli, Docker docker, String base) {
    this.own = own;
    this.cli = cli;
    this.docker = docker;
    this.base = base;
  }

  /**
   * Starts one, or takes the machine's.
   *
   * @param variables PATH, DOCKER_HOST and the like; LOCKFLIGHT_DOCKER names a docker command with
   *     BuildKit when the first on the PATH has none
   */
  static LocalImages start(Map<String, String> variables) throws IOException, InterruptedException {
    String otherwise = Files.isExecutable(DEBIANS) ? DEBIANS.toString() : "docker";
    String program = variables.getOrDefault("LOCKFLIGHT_DOCKER", otherwise);
    DockerCli cli = DockerCli.of(variables).program(program);
    if (LocalDocker.obstacle(variables).isPresent()) {
      return new LocalImages(null, cli, Docker.of(variables), "busybox:1.37");
    }
    LocalDocker own = LocalDocker.start(variables);
    try {
      String base = "lake-base:1";
      build(program, own, own.baseImageContext(variables), base);
      DockerHost host = DockerHost.at(own.engine());
      return new LocalImages(own, cli.at(host), Docker.at(host), base);
    } catch (IOException | InterruptedException | RuntimeException e) {
      own.close();
      throw e;
    }
  }

  /** Before there is any run: the base of a sample is none of its steps. */
  private static void build(String program, LocalDocker engine, Path context, String name)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(program, "build", "-q", "--network=host", "-t", name, context.toString()));
    builder.environment().put("DOCKER_HOST", engine.engine().toString());
    builder.environment().put("DOCKER_BUILDKIT", "1");
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the base image could not be built: " + said);
    }
  }

  Docker docker() {
    return docker;
  }

  /** The images of the Dockerfile in this directory. */
  DeltaLakeImages of(Path context) {
    return new DeltaLakeImages(cli, docker, context, base);
  }

  @Override
  public void close() {
    docker.close();
    if (own != null) {
      own.close();
    }
  }
}
