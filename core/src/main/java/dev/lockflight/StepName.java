package dev.lockflight;

/** The name of a step, unique in its phase of its stage. */
public record StepName(String value) implements Comparable<StepName> {
  public StepName {
    NameRule.check("step name", value);
  }

  public static StepName of(String value) {
    return new StepName(value);
  }

  @Override
  public int compareTo(StepName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
