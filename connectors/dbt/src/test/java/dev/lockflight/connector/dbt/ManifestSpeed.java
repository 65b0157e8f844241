package dev.lockflight.connector.dbt;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Compares reading the view of a large manifest with a bare pass of Jackson over the same file. A
 * program, not a test: time is never asserted. Run it with {@code -Xmx64m} to see that the view
 * needs no more.
 *
 * <pre>java -Xmx64m -cp … dev.lockflight.connector.dbt.ManifestSpeed [megabytes [rounds]]</pre>
 */
final class ManifestSpeed {
  private static final JsonFactory JSON = new JsonFactory();

  private ManifestSpeed() {}

  public static void main(String[] arguments) throws IOException {
    int megabytes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 15;
    Path file = Files.createTempFile("manifest", ".json");
    try {
      int copies = write(file, megabytes * 1_000_000L);
      System.out.printf(
          Locale.ROOT,
          "%,d bytes, the recorded project %d times, heap at most %,d MB%n",
          Files.size(file),
          copies,
          Runtime.getRuntime().maxMemory() >> 20);
      compare(file, rounds);
    } finally {
      Files.delete(file);
    }
  }

  private static void compare(Path file, int rounds) throws IOException {
    Times bare = new Times(rounds);
    Times view = new Times(rounds);
    int nodes = 0;
    long tokens = 0;
    for (int i = 0; i < rounds; i++) {
      bare.start();
      tokens = barePass(file);
      bare.stop(i);
      view.start();
      nodes = DbtArtifacts.manifest(file).nodes().size();
      view.stop(i);
    }
    System.out.printf(Locale.ROOT, "bare pass: %s, %,d tokens%n", bare, tokens);
    System.out.printf(Locale.ROOT, "view:      %s, %,d nodes%n", view, nodes);
    System.out.printf(
        Locale.ROOT,
        "view at %.0f %% of the bare speed by the clock, %.0f %% by the processor (medians)%n",
        100 * bare.wall() / view.wall(),
        100 * bare.cpu() / view.cpu());
  }

  /**
   * Milliseconds by the clock and of this thread's processor time; the second is steady on a busy
   * machine.
   */
  private static final class Times {
    private final double[] wall;
    private final double[] cpu;
    private long startedAt;
    private long usedBefore;

    Times(int rounds) {
      wall = new double[rounds];
      cpu = new double[rounds];
    }

    void start() {
      startedAt = System.nanoTime();
      usedBefore = used();
    }

    void stop(int round) {
      wall[round] = (System.nanoTime() - startedAt) / 1e6;
      cpu[round] = (used() - usedBefore) / 1e6;
    }

    double wall() {
      return median(wall);
    }

    double cpu() {
      return median(cpu);
    }

    private static long used() {
      return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double median(double[] values) {
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      return sorted[sorted.length / 2];
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.0f ms, processor %.0f ms", wall(), cpu());
    }
  }

  private static long barePass(Path file) throws IOException {
    long tokens = 0;
    try (InputStream in = Files.newInputStream(file);
        JsonParser parser = JSON.createParser(ObjectReadContext.empty(), in)) {
      while (parser.nextToken() != null) {
        tokens++;
      }
    }
    return tokens;
  }

  /** Repeats the sections of a real manifest, each time with other ids. */
  private static int write(Path file, long bytes) throws IOException {
    String recorded =
        Files.readString(Recorded.of("1.11.16", "build-green").file("manifest.json")).strip();
    int copies = (int) Math.max(1, bytes / recorded.length());
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      int nodes = recorded.indexOf("\"nodes\":{") + 9;
      int sources = recorded.indexOf("},\"sources\":{");
      int macros = recorded.indexOf("},\"macros\":{");
      int docs = recorded.indexOf("},\"docs\":{\"doc.");
      put(out, recorded.substring(0, nodes));
      repeat(out, recorded.substring(nodes, sources), copies);
      put(out, recorded.substring(sources, macros) + "},\"macros\":{");
      repeat(out, recorded.substring(macros + 12, docs), copies);
      put(out, recorded.substring(docs));
    }
    return copies;
  }

  private static void repeat(OutputStream out, String members, int copies) throws IOException {
    for (int i = 0; i < copies; i++) {
      put(out, (i == 0 ? "" : ",") + members.replace("f1_analytics.", "f1_analytics" + i + "."));
    }
  }

  private static void put(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
