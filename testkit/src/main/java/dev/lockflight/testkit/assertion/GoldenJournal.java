package dev.lockflight.testkit.assertion;

import dev.lockflight.json.EventJson;
import dev.lockflight.json.Json;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.RunEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A journal in a file, one JSON object a line: {@code seq}, {@code at}, {@code type}, event. */
final class GoldenJournal {
  private static final String PROPERTY = "lockflight.golden";
  private static final int NEIGHBOURS = 2;

  /** A line as it is read; the event is still a tree. */
  record Line(long seq, Instant at, String type, Object event) {}

  private record Entry(long seq, Instant at, RunEvent event) {
    @Override
    public String toString() {
      return seq + " " + at + " " + EventJson.type(event) + " " + EventJson.body(event);
    }
  }

  private final Path file;

  GoldenJournal(Path file) {
    this.file = file;
  }

  static boolean isToBeWritten() {
    return "write".equals(System.getProperty(PROPERTY));
  }

  void write(List<JournalEntry> journal) {
    StringBuilder lines = new StringBuilder();
    for (JournalEntry entry : journal) {
      lines
          .append("{\"seq\":" + entry.seq())
          .append(",\"at\":\"" + entry.at())
          .append("\",\"type\":\"" + EventJson.type(entry.event()))
          .append("\",\"event\":" + EventJson.body(entry.event()))
          .append("}\n");
    }
    try {
      Path directory = file.toAbsolutePath().getParent();
      if (directory != null) {
        Files.createDirectories(directory);
      }
      Files.writeString(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the golden journal " + file, e);
    }
  }

  /** Where the two part, with their neighbours; empty when they are equal. */
  Optional<String> difference(List<JournalEntry> journal) {
    if (!Files.exists(file)) {
      return Optional.of(
          "there is no such file; to write it, run this test once with -D" + PROPERTY + "=write");
    }
    List<Entry> golden = read();
    List<Entry> actual = journal.stream().map(e -> new Entry(e.seq(), e.at(), e.event())).toList();
    for (int i = 0; i < Math.max(golden.size(), actual.size()); i++) {
      if (!Objects.equals(at(golden, i), at(actual, i))) {
        return Optional.of(told(golden, actual, i));
      }
    }
    return Optional.empty();
  }

  private List<Entry> read() {
    try {
      List<Entry> entries = new ArrayList<>();
      for (String text : Files.readAllLines(file)) {
        Line line = Json.read(text, Line.class);
        RunEvent event = EventJson.read(line.type(), Json.write(line.event()));
        entries.add(new Entry(line.seq(), line.at(), event));
      }
      return entries;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the golden journal " + file, e);
    }
  }

  private static @Nullable Entry at(List<Entry> entries, int index) {
    return index < entries.size() ? entries.get(index) : null;
  }

  private static String told(List<Entry> golden, List<Entry> actual, int from) {
    List<String> lines = new ArrayList<>();
    lines.add("they differ from entry " + (from + 1) + " on:");
    for (int i = Math.max(0, from - NEIGHBOURS); i < from; i++) {
      lines.add("    " + golden.get(i));
    }
    side("  - ", golden, from, lines);
    side("  + ", actual, from, lines);
    lines.add("- is the file, + is this run; to keep this run, use -D" + PROPERTY + "=write");
    return String.join("\n", lines);
  }

  private static void side(String sign, List<Entry> entries, int from, List<String> lines) {
    int end = Math.min(entries.size(), from + 1 + NEIGHBOURS);
    if (from >= entries.size()) {
      lines.add(sign + "(nothing more)");
    }
    for (int i = from; i < end; i++) {
      lines.add(sign + entries.get(i));
    }
  }
}
