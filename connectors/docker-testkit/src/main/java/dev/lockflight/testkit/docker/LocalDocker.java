package dev.lockflight.testkit.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * A Docker Engine of one's own, with a registry that asks for a login: the real programs {@code
 * dockerd} and {@code docker-registry}, in a directory of their own, on a Unix socket and a free
 * port of the loopback. Needs Linux and root.
 *
 * <pre>{@code
 * try (LocalDocker local = LocalDocker.start(System.getenv())) {
 *   Docker docker = Docker.at(local.engine());
 *   Path base = local.baseImageContext(System.getenv());
 *   ...
 * }
 * }</pre>
 *
 * <p>The engine has no bridge: containers and builds use {@code --network=host} or {@code none}.
 * Thread-safe. Closing it stops what it has started and deletes its directory.
 */
public final class LocalDocker implements AutoCloseable {
  private static final String USER = "ci";

  private final Path directory;
  private final LocalProgram engine;
  private final LocalProgram registry;
  private final String password;
  private final int port;

  private LocalDocker(Path directory, Started started, String password) {
    this.directory = directory;
    this.engine = started.engine;
    this.registry = started.registry;
    this.password = password;
    this.port = started.port;
  }

  private record Started(LocalProgram engine, LocalProgram registry, int port) {}

  /**
   * Why it cannot be started on this machine, and what to do; empty when it can.
   *
   * @param environment for its PATH, for example {@code System.getenv()}
   */
  public static Optional<String> obstacle(Map<String, String> environment) {
    if (!"root".equals(System.getProperty("user.name"))) {
      return Optional.of("dockerd needs root; run as root or use the machine's own engine");
    }
    Programs programs = new Programs(environment);
    return programs.missing("dockerd", "docker-registry", "htpasswd");
  }

  /**
   * Starts both and returns when they answer.
   *
   * @throws IllegalStateException with the end of their logs when they do not
   */
  public static LocalDocker start(Map<String, String> environment)
      throws IOException, InterruptedException {
    obstacle(environment)
        .ifPresent(
            why -> {
              throw new IllegalStateException(why);
            });
    Programs programs = new Programs(environment);
    // short: the path of a socket has at most 107 characters
    Path directory = Files.createTempDirectory("lf-docker");
    String password = HexFormat.of().formatHex(random());
    LocalProgram engine = EngineProgram.start(programs, directory);
    try {
      RegistryProgram registry = RegistryProgram.start(programs, directory, USER, password);
      return new LocalDocker(
          directory, new Started(engine, registry.program(), registry.port()), password);
    } catch (IOException | InterruptedException | RuntimeException e) {
      engine.stop();
      throw e;
    }
  }

  private static byte[] random() {
    byte[] bytes = new byte[12];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  /** Where the engine listens: {@code unix:///…}. */
  public URI engine() {
    return EngineProgram.address(directory);
  }

  /** The host and port of the registry, as image names have it in front. */
  public String registry() {
    return "127.0.0.1:" + port;
  }

  public String user() {
    return USER;
  }

  public String password() {
    return password;
  }

  /** The directory of both, for files of the caller's that shall go with it. */
  public Path directory() {
    return directory;
  }

  /**
   * Writes a Dockerfile and what it needs for an image of busybox alone, as there is no public
   * registry to take a base from: build it with any name and take that as a base.
   *
   * @return the directory to build
   */
  public Path baseImageContext(Map<String, String> environment) throws IOException {
    Path context = Files.createDirectories(directory.resolve("base"));
    Path busybox = new Programs(environment).find("busybox");
    var unused =
        Files.copy(
            busybox,
            context.resolve("busybox"),
            java.nio.file.StandardCopyOption.REPLACE_EXISTING,
            java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
    unused =
        Files.writeString(
            context.resolve("Dockerfile"),
            """
            FROM scratch
            COPY busybox /bin/busybox
            RUN ["/bin/busybox", "--install", "-s", "/bin"]
            CMD ["/bin/sh"]
            """);
    return context;
  }

  @Override
  public void close() {
    try {
      registry.stop();
      engine.stop();
      Mounts.releaseBelow(directory);
      Tree.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + directory, e);
    }
  }
}
