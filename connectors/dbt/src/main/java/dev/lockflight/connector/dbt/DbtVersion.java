package dev.lockflight.connector.dbt;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of an installed dbt.
 *
 * @param text as dbt tells it, for example {@code 1.11.16} or {@code 2.0.0-preview.196}
 */
public record DbtVersion(int major, int minor, String text) implements Comparable<DbtVersion> {
  // 1.x: "  - installed: 1.11.16"; 2.x: "dbt-fusion 2.0.0-preview.196" or "dbt 2.0.5"
  private static final Pattern TOLD =
      Pattern.compile(
          "(?:installed: *|installed version: *|dbt(?:-[a-z]+)? +|=)((\\d+)\\.(\\d+)[\\w.+-]*)");

  /** The version in what {@code dbt --version} or the log's first line says. */
  public static Optional<DbtVersion> in(String told) {
    Matcher found = TOLD.matcher(told);
    return found.find()
        ? Optional.of(
            new DbtVersion(
                Integer.parseInt(found.group(2)), Integer.parseInt(found.group(3)), found.group(1)))
        : Optional.empty();
  }

  /** Whether it is the engine written in Rust. */
  public boolean isSecondEngine() {
    return major >= 2;
  }

  /** The newest manifest schema this dbt reads as state: it is the one it writes. */
  int manifestSchema() {
    if (major != 1) {
      return major > 1 ? 12 : 3;
    }
    return Math.min(4 + minor, 12);
  }

  @Override
  public int compareTo(DbtVersion other) {
    return major != other.major
        ? Integer.compare(major, other.major)
        : Integer.compare(minor, other.minor);
  }

  @Override
  public String toString() {
    return text;
  }
}
