package dev.lockflight.connector.process.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** That a file is comma-separated values, streamed by RFC 4180. Used once. */
final class CsvCheck {
  private static final int LONGEST_HEADER = 1 << 16;

  private final List<String> wanted;
  private final List<String> header = new ArrayList<>();
  private final StringBuilder field = new StringBuilder();
  private long rows;
  private long fields;
  private boolean begun;
  private boolean quoted;
  private boolean closed;
  private String problem = "";

  CsvCheck(List<String> wanted) {
    this.wanted = wanted;
  }

  String problem(Path file) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (int next = reader.read(); next >= 0 && problem.isEmpty(); next = reader.read()) {
        take((char) next);
      }
    } catch (CharacterCodingException e) {
      return "it is not UTF-8 behind row " + rows;
    }
    if (problem.isEmpty() && quoted) {
      return "a quote that was opened in row "
          + (rows + 1)
          + " is never closed, as in one that was cut";
    }
    if (begun) {
      endRow();
    }
    return problem.isEmpty() && rows < 2 ? "it has no row below its header" : problem;
  }

  private void take(char c) {
    if (c == '\n' && !quoted) {
      if (begun) {
        endRow();
      }
    } else if (c == '"') {
      quote();
    } else if (c == ',' && !quoted) {
      endField();
    } else if (c != '\r' || quoted) {
      begun = true;
      keep(c);
    }
  }

  /** Within quotes, two of them mean one. */
  private void quote() {
    begun = true;
    if (closed && !quoted) {
      keep('"');
    }
    quoted = !quoted;
    closed = !quoted;
  }

  private void keep(char c) {
    closed = false;
    boolean isMark = rows == 0 && fields == 0 && field.isEmpty() && c == '\uFEFF';
    if (rows == 0 && field.length() < LONGEST_HEADER && !isMark) {
      StringBuilder unused = field.append(c);
    }
  }

  private void endField() {
    begun = true;
    closed = false;
    fields++;
    if (rows == 0) {
      header.add(field.toString());
      field.setLength(0);
    }
    if (header.size() > LONGEST_HEADER) {
      problem = "its header has more than " + LONGEST_HEADER + " columns";
    }
  }

  private void endRow() {
    endField();
    rows++;
    if (fields != header.size() && problem.isEmpty()) {
      problem = "row " + rows + " has " + fields + " fields, the header has " + header.size();
    }
    if (rows == 1 && !header.containsAll(wanted)) {
      List<String> missing = new ArrayList<>(wanted);
      missing.removeAll(header);
      problem = "its header lacks " + missing + ", it is " + Shown.line(header.toString());
    }
    fields = 0;
    begun = false;
  }
}
