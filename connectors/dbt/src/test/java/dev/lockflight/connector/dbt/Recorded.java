package dev.lockflight.connector.dbt;

import dev.lockflight.StepContext;
import dev.lockflight.connector.process.LineSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What real dbts left, see src/test/resources/recorded/README.md. */
record Recorded(String version, String dbtCase) {
  static final List<String> VERSIONS = List.of("1.5.12", "1.7.20", "1.11.16", "2.0.0-preview.196");
  static final Path ROOT = Path.of("src/test/resources/recorded");

  static Recorded of(String version, String dbtCase) {
    return new Recorded(version, dbtCase);
  }

  Path directory() {
    return ROOT.resolve(version).resolve(dbtCase);
  }

  Path file(String name) {
    return directory().resolve(name);
  }

  int exitCode() throws IOException {
    return Integer.parseInt(Files.readString(file("exit_code.txt")).strip());
  }

  /** Copies the artifacts as if they had been stamped so. */
  void copyTo(Path target, Map<String, String> stamp) throws IOException {
    Files.createDirectories(target.resolve("logs"));
    StringBuilder env = new StringBuilder();
    stamp.forEach(
        (name, value) ->
            env.append(env.isEmpty() ? "" : ",")
                .append('"')
                .append(name)
                .append("\":\"")
                .append(value)
                .append('"'));
    try (Stream<Path> files = Files.list(directory())) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        String text =
            Files.readString(file).replace("{\"LOCKFLIGHT_RUN\":\"run-0001\"}", "{" + env + "}");
        Files.writeString(target.resolve(name.equals("dbt.log") ? "logs/dbt.log" : name), text);
      }
    }
  }

  /** What a step of {@link Contexts} would have left, had it run this case. */
  DbtResult result(String which, Path target) throws IOException {
    Map<String, String> stamp =
        new TreeMap<>(Map.of("LOCKFLIGHT_RUN", "run-0001", "LOCKFLIGHT_COMMIT", Contexts.COMMIT));
    copyTo(target, stamp);
    String id =
        ArtifactReader.head(ArtifactKind.MANIFEST, target.resolve("manifest.json")).invocationId();
    return new DbtResult(
        new DbtResult.Invocation(which, id, version, exitCode(), stamp),
        Map.of(),
        Duration.ZERO,
        new DbtResult.Artifacts(target, ArtifactFiles.collect(target)),
        new DbtResult.Failures(0, List.of()),
        List.of());
  }

  /** A dbt that leaves this case's artifacts, with the stamp it was given. */
  DbtRunner runner() {
    return new DbtRunner() {
      @Override
      public DbtVersion version(StepContext context) {
        return DbtVersion.in("dbt " + version).orElseThrow();
      }

      @Override
      public Exit run(DbtInvocation invocation, StepContext context) throws IOException {
        copyTo(invocation.targetPath(), stampOf(invocation));
        LogFollower follower = new LogFollower(context);
        Files.readAllLines(invocation.log()).forEach(line -> follower.line(LineSource.FILE, line));
        return follower.exit(exitCode());
      }
    };
  }

  static Map<String, String> stampOf(DbtInvocation invocation) {
    Map<String, String> stamp = new TreeMap<>();
    invocation
        .environment()
        .forEach(
            (name, value) -> {
              if (name.startsWith(Stamp.PREFIX)) {
                stamp.put(name.substring(Stamp.PREFIX.length()), value);
              }
            });
    return stamp;
  }

  @Override
  public String toString() {
    return version + "/" + dbtCase;
  }
}
