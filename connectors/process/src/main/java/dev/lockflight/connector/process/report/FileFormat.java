package dev.lockflight.connector.process.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What the content of a file must be; see its factories. Immutable and thread-safe. */
public final class FileFormat {
  /** Finds what is wrong with a file's content; empty when nothing is. */
  interface Check {
    String problem(Path file) throws IOException;
  }

  private final String words;
  private final Check check;

  private FileFormat(String words, Check check) {
    this.words = words;
    this.check = check;
  }

  /** Apache Parquet: begins and ends with {@code PAR1}, and the footer lies within the file. */
  public static FileFormat parquet() {
    return new FileFormat("Parquet", ParquetCheck::problem);
  }

  /** One complete JSON value. */
  public static FileFormat json() {
    return new FileFormat("JSON", file -> JsonCheck.problem(file, 1));
  }

  /** One JSON value or more, as JSON Lines has them. */
  public static FileFormat jsonLines() {
    return new FileFormat("JSON Lines", file -> JsonCheck.problem(file, Long.MAX_VALUE));
  }

  /**
   * Comma-separated values as in RFC 4180, in UTF-8: a header, at least one row, and in each row as
   * many fields as in the header.
   *
   * @param columns that the header must have, in any order; none for any header
   */
  public static FileFormat csv(String... columns) {
    List<String> wanted = List.of(columns);
    String with = wanted.isEmpty() ? "" : " with columns " + String.join(", ", wanted);
    return new FileFormat("CSV" + with, file -> new CsvCheck(wanted).problem(file));
  }

  String problem(Path file) throws IOException {
    return check.problem(file);
  }

  @Override
  public String toString() {
    return words;
  }
}
