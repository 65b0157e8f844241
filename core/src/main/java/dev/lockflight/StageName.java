package dev.lockflight;

/**
 * The name of a stage, unique in its pipeline; a matrix cell is called {@code stage[axis=value]}.
 */
public record StageName(String value) implements Comparable<StageName> {
  public StageName {
    NameRule.check("stage name", value);
  }

  public static StageName of(String value) {
    return new StageName(value);
  }

  @Override
  public int compareTo(StageName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
