package dev.lockflight.connector.github;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What GitHub publishes about itself in packages of npm, fetched once into the build's folder. */
public final class NpmPackage {
  private NpmPackage() {}

  /** Empty when there is no npm to fetch it with, or no network. */
  public static Optional<JsonNode> json(String name, String version, String path) {
    Path place = Path.of("target", name.substring(1).replace('/', '-') + "-" + version);
    Path file = place.resolve("package").resolve(path);
    try {
      if (!Files.exists(file)) {
        fetch(Files.createDirectories(place), name + "@" + version, "package/" + path);
      }
      return Optional.of(JsonMapper.shared().readTree(file.toFile()));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static void fetch(Path place, String pack, String path)
      throws IOException, InterruptedException {
    run(place, "npm", "pack", "--silent", pack);
    Path archive = place.resolve(place.getFileName() + ".tgz");
    run(place, "tar", "xzf", archive.getFileName().toString(), path);
    Files.delete(archive);
  }

  private static void run(Path directory, String... command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("fetch.log").toFile())
            .start();
    if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(String.join(" ", command) + " failed, see " + directory);
    }
  }
}
