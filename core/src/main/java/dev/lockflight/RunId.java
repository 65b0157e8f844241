package dev.lockflight;

/** Identifies one run in a store. */
public record RunId(String value) implements Comparable<RunId> {
  public RunId {
    NameRule.check("run id", value);
  }

  public static RunId of(String value) {
    return new RunId(value);
  }

  @Override
  public int compareTo(RunId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
