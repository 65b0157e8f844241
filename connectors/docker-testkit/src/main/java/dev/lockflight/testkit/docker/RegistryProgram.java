package dev.lockflight.testkit.docker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A docker-registry with one user, on a port the machine chooses. */
record RegistryProgram(LocalProgram program, int port) {
  private static final Pattern LISTENS = Pattern.compile("listening on 127\\.0\\.0\\.1:(\\d+)");

  static RegistryProgram start(Programs programs, Path directory, String user, String password)
      throws IOException, InterruptedException {
    Path users = directory.resolve("htpasswd");
    var unused = Files.write(users, hashed(programs, user, password));
    Path config =
        Files.writeString(
            directory.resolve("registry.yml"),
            """
            version: 0.1
            log: {level: info}
            storage: {filesystem: {rootdirectory: %s}, delete: {enabled: true}}
            http: {addr: "127.0.0.1:0"}
            auth: {htpasswd: {realm: lockflight, path: %s}}
            """
                .formatted(directory.resolve("registry"), users));
    LocalProgram started =
        LocalProgram.start(
            programs,
            directory.resolve("registry.log"),
            List.of(programs.find("docker-registry").toString(), "serve", config.toString()));
    LocalProgram program = started.await(() -> LISTENS.matcher(started.output()).find());
    Matcher matcher = LISTENS.matcher(program.output());
    if (!matcher.find()) {
      throw new IllegalStateException("the registry does not say where it listens");
    }
    return new RegistryProgram(program, Integer.parseInt(matcher.group(1)));
  }

  /** The password goes through standard input, so that no list of processes shows it. */
  private static byte[] hashed(Programs programs, String user, String password)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(programs.find("htpasswd").toString(), "-Bin", user)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var in = process.getOutputStream()) {
      in.write((password + "\n").getBytes(StandardCharsets.UTF_8));
    }
    byte[] line = process.getInputStream().readAllBytes();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("htpasswd failed");
    }
    return line;
  }
}
