package dev.lockflight.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reading a large manifest, in a JVM of its own with a small heap. */
final class ManifestWork {
  private final Path directory;
  private final Sizes sizes;

  ManifestWork(Path directory, Sizes sizes) {
    this.directory = directory;
    this.sizes = sizes;
  }

  void measure(Report report) throws IOException, InterruptedException {
    Path file = directory.resolve("manifest.json");
    try {
      ManifestFile.write(file, sizes.megabytes() * 1_000_000L);
      String[] figures = pass(file).strip().split(";", 2);
      report.row(
          "manifest of " + Files.size(file) / 1_000_000 + " MB",
          "≥ 70 % of a bare pass, heap ≤ 64 MB",
          figures[0],
          figures[1]);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private String pass(Path file) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx64m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ManifestPass.class.getName(),
                    file.toString(),
                    Integer.toString(sizes.rounds())))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("the small JVM ended with " + process.exitValue());
    }
    return said;
  }
}
