package dev.lockflight.connector.docker;

import dev.lockflight.InvalidDefinitionException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a Docker Engine listens. Immutable.
 *
 * @param address {@code unix:///path} or {@code tcp://host:port}
 * @param certificates a directory with {@code ca.pem}, {@code cert.pem} and {@code key.pem}, as
 *     DOCKER_CERT_PATH has it; present means TLS
 */
public record DockerHost(URI address, Optional<Path> certificates) {
  private static final URI USUAL = URI.create("unix:///var/run/docker.sock");

  public DockerHost {
    String scheme = String.valueOf(address.getScheme());
    boolean socket = scheme.equals("unix") && !String.valueOf(address.getPath()).isEmpty();
    boolean tcp = scheme.equals("tcp") && address.getHost() != null && address.getPort() > 0;
    if (!socket && !tcp) {
      throw new InvalidDefinitionException(
          "a Docker host must be unix:///path or tcp://host:port: "
              + address
              + "; ssh:// and npipe:// are not supported, forward the socket instead");
    }
    if (socket && certificates.isPresent()) {
      throw new InvalidDefinitionException("TLS needs a tcp:// host, not " + address);
    }
  }

  /** Without TLS. */
  public static DockerHost at(URI address) {
    return new DockerHost(address, Optional.empty());
  }

  /**
   * As the docker command reads it: DOCKER_HOST, else {@code unix:///var/run/docker.sock}; with TLS
   * when DOCKER_TLS_VERIFY is not empty, by the files of DOCKER_CERT_PATH, else of DOCKER_CONFIG or
   * {@code HOME/.docker}.
   */
  public static DockerHost of(Map<String, String> environment) {
    String named = environment.getOrDefault("DOCKER_HOST", "");
    DockerHost host = at(named.isBlank() ? USUAL : read(named.strip()));
    boolean verified = !environment.getOrDefault("DOCKER_TLS_VERIFY", "").isEmpty();
    return verified && !host.isSocket() ? host.tls(certificatesOf(environment)) : host;
  }

  private static URI read(String named) {
    try {
      return URI.create(named);
    } catch (IllegalArgumentException e) {
      throw new InvalidDefinitionException(
          "DOCKER_HOST must be unix:///path or tcp://host:port: " + named);
    }
  }

  private static Path certificatesOf(Map<String, String> environment) {
    String given = environment.getOrDefault("DOCKER_CERT_PATH", "");
    return given.isEmpty() ? DockerConfig.directory(environment) : Path.of(given);
  }

  /** With TLS on both sides, by the files of this directory. */
  public DockerHost tls(Path certificateDirectory) {
    return new DockerHost(address, Optional.of(certificateDirectory));
  }

  boolean isSocket() {
    return "unix".equals(address.getScheme());
  }

  Path socket() {
    return Path.of(address.getPath());
  }

  /** What the docker command must be given to reach the same engine. */
  Map<String, String> variables() {
    return certificates
        .map(
            files ->
                Map.of(
                    "DOCKER_HOST", address.toString(),
                    "DOCKER_TLS_VERIFY", "1",
                    "DOCKER_CERT_PATH", files.toAbsolutePath().toString()))
        .orElse(Map.of("DOCKER_HOST", address.toString()));
  }

  @Override
  public String toString() {
    return address + (certificates.isPresent() ? " with TLS" : "");
  }
}
