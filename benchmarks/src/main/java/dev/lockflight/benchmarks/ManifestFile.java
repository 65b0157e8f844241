package dev.lockflight.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A manifest of any size: the sections of a real one repeated, each time with other ids. */
final class ManifestFile {
  private static final String NODES = "\"nodes\":{";
  private static final String SOURCES = "},\"sources\":{";
  private static final String MACROS = "},\"macros\":{";
  private static final String DOCS = "},\"docs\":{\"doc.";

  private ManifestFile() {}

  static void write(Path file, long bytes) throws IOException {
    String real = real();
    int copies = (int) Math.max(1, bytes / real.length());
    int nodes = real.indexOf(NODES) + NODES.length();
    int sources = real.indexOf(SOURCES);
    int macros = real.indexOf(MACROS);
    int docs = real.indexOf(DOCS);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      put(out, real.substring(0, nodes));
      repeat(out, real.substring(nodes, sources), copies);
      put(out, real.substring(sources, macros) + MACROS);
      repeat(out, real.substring(macros + MACROS.length(), docs), copies);
      put(out, real.substring(docs));
    }
  }

  private static String real() throws IOException {
    try (InputStream in = ManifestFile.class.getResourceAsStream("manifest.json")) {
      if (in == null) {
        throw new IOException("manifest.json is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
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
