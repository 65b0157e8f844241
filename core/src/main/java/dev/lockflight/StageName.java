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

  /** The name of the stage that this cell of its matrix belongs to; the same name outside one. */
  public StageName withoutCell() {
    int cell = value.indexOf('[');
    return cell < 0 ? this : new StageName(value.substring(0, cell));
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
