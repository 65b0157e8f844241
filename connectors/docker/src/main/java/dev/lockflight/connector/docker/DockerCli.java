package dev.lockflight.connector.docker;

import dev.lockflight.connector.process.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The docker command, for what only it does: building images with BuildKit, and compose. Immutable
 * and thread-safe: each method returns another.
 *
 * <pre>{@code
 * DockerCli cli = DockerCli.of(System.getenv());
 * stage("images")
 *     .run(cli.build(Path.of("brewery")).target("app").as(ImageName.of("brewery:build")).into(BUILT))
 *     .run(docker.push(BUILT).to("ghcr.io/acme/brewery").as(...).login(...).into(IMAGE))
 * }</pre>
 */
public final class DockerCli {
  private final Map<String, String> environment;
  private final DockerHost host;
  private final String program;
  private final List<String> compose;

  private DockerCli(
      Map<String, String> environment, DockerHost host, String program, List<String> compose) {
    this.environment = Map.copyOf(environment);
    this.host = host;
    this.program = program;
    this.compose = List.copyOf(compose);
  }

  /**
   * The {@code docker} of PATH, for the engine of DOCKER_HOST.
   *
   * @param environment for example {@code System.getenv()}; PATH, HOME, DOCKER_CONFIG and the like
   *     are handed on
   */
  public static DockerCli of(Map<String, String> environment) {
    return new DockerCli(
        environment, DockerHost.of(environment), "docker", List.of("docker", "compose"));
  }

  /** For this engine. */
  public DockerCli at(DockerHost other) {
    return new DockerCli(environment, other, program, compose);
  }

  /**
   * With this executable: a name on PATH or a path. A newer docker command without its buildx
   * plug-in cannot build; it may stand on PATH before one that can.
   */
  public DockerCli program(String executable) {
    return new DockerCli(environment, host, executable, List.of(executable, "compose"));
  }

  /** With this command for compose: {@code docker-compose}, or {@code docker}, {@code compose}. */
  public DockerCli composeProgram(String... words) {
    return new DockerCli(environment, host, program, List.of(words));
  }

  /** The step that builds the image of a directory's Dockerfile, with BuildKit. */
  public Build build(Path context) {
    return Build.of(this, context);
  }

  /**
   * A compose project.
   *
   * @param project its name: lower case letters, digits, dashes and underscores
   */
  public Compose compose(String project, Path file, Path... overriding) {
    return Compose.of(this, project, file, overriding);
  }

  Command command(List<String> arguments) {
    return handedOn(Command.of(program).arguments(arguments)).environment("DOCKER_BUILDKIT", "1");
  }

  Command composing(List<String> arguments) {
    String[] more = compose.subList(1, compose.size()).toArray(String[]::new);
    return handedOn(Command.of(compose.get(0), more).arguments(arguments))
        .environment("DOCKER_BUILDKIT", "1")
        .environment("COMPOSE_DOCKER_CLI_BUILD", "1")
        .environment("COMPOSE_INTERACTIVE_NO_CLI", "1");
  }

  private Command handedOn(Command command) {
    return command
        .inheriting(
            environment,
            "DOCKER_CONFIG",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "NO_PROXY",
            "http_proxy",
            "https_proxy",
            "no_proxy")
        .environment(host.variables());
  }

  @Override
  public String toString() {
    return program + " at " + host;
  }
}
