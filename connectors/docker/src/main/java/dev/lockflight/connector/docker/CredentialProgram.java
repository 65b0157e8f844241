package dev.lockflight.connector.docker;

import dev.lockflight.connector.http.JsonTree;
import dev.lockflight.connector.http.RestException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program {@code docker-credential-<name>} that keeps logins: {@code get} reads the server from
 * its standard input and writes {@code {"ServerURL", "Username", "Secret"}}. No log file is kept of
 * it, as its whole output is a secret.
 */
record CredentialProgram(String name, Map<String, String> environment) {
  private static final int MOST = 1 << 16;
  private static final long SECONDS = 30;
  private static final String NOT_FOUND = "credentials not found";

  Optional<RegistryPassword> get(String server) throws InterruptedException {
    String program = "docker-credential-" + name;
    try {
      Process process = started(program);
      try {
        return answer(program, process, server);
      } finally {
        var unused = process.destroyForcibly();
      }
    } catch (IOException e) {
      throw DockerException.fatal("cannot run the credential helper " + program + ": " + e)
          .causedBy(e);
    }
  }

  private Process started(String program) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(find(program).toString(), "get");
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private Path find(String program) {
    String path = environment.getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                DockerException.fatal(
                    "the docker config names the credential helper "
                        + program
                        + ", which is not on PATH "
                        + path
                        + "; install it or log in without it"));
  }

  private Optional<RegistryPassword> answer(String program, Process process, String server)
      throws IOException, InterruptedException {
    try (var in = process.getOutputStream()) {
      in.write(server.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // it may have answered without reading
    }
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      throw DockerException.passing(
          "the credential helper " + program + " did not answer within " + SECONDS + " s");
    }
    byte[] said = process.getInputStream().readNBytes(MOST);
    String text = new String(said, StandardCharsets.UTF_8);
    if (process.exitValue() != 0) {
      if (text.contains(NOT_FOUND)) {
        return Optional.empty();
      }
      throw DockerException.fatal(
          "the credential helper "
              + program
              + " ended with "
              + process.exitValue()
              + " for "
              + server
              + "; run it by hand to see why");
    }
    return Optional.of(read(program, said));
  }

  private static RegistryPassword read(String program, byte[] said) {
    try {
      JsonTree json = JsonTree.of(said, program);
      String user = json.at("Username").text();
      String secret = json.at("Secret").text();
      return user.equals("<token>")
          ? RegistryPassword.ofToken(secret)
          : RegistryPassword.of(user, secret);
    } catch (RestException e) {
      // without its cause, which may quote the secret
      throw DockerException.fatal(
          "the credential helper " + program + " answered no JSON with Username and Secret");
    }
  }
}
