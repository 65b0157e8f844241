package dev.lockflight.benchmarks;

import dev.lockflight.connector.dbt.DbtArtifacts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** What runs in the small JVM: reads a manifest in turns with and without making the view. */
final class ManifestPass {
  private static final JsonFactory JSON = new JsonFactory();

  private ManifestPass() {}

  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    int rounds = Integer.parseInt(arguments[1]);
    Samples bare = new Samples();
    Samples view = new Samples();
    for (int i = -1; i < rounds; i++) {
      double bareSeconds = seconds(() -> bare(file));
      double viewSeconds = seconds(() -> DbtArtifacts.manifest(file).nodes().size());
      if (i >= 0) {
        bare.add(bareSeconds);
        view.add(viewSeconds);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%.0f %% of a bare pass;view %s s, bare pass %s s, heap at most %d MB%n",
        100 * bare.median() / view.median(),
        view.text("%.2f"),
        bare.text("%.2f"),
        Runtime.getRuntime().maxMemory() >> 20);
  }

  /** Something that reads the file and says how much it found. */
  private interface Pass {
    long read() throws IOException;
  }

  private static double seconds(Pass pass) throws IOException {
    long before = System.nanoTime();
    if (pass.read() == 0) {
      throw new IOException("nothing was found in the manifest");
    }
    return (System.nanoTime() - before) / 1e9;
  }

  private static long bare(Path file) throws IOException {
    long tokens = 0;
    try (InputStream in = Files.newInputStream(file);
        JsonParser parser = JSON.createParser(ObjectReadContext.empty(), in)) {
      while (parser.nextToken() != null) {
        tokens++;
      }
    }
    return tokens;
  }
}
