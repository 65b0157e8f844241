package dev.lockflight;

/** The name of an environment, for example {@code prod}. */
public record EnvironmentName(String value) implements Comparable<EnvironmentName> {
  public EnvironmentName {
    NameRule.check("environment name", value);
  }

  public static EnvironmentName of(String value) {
    return new EnvironmentName(value);
  }

  @Override
  public int compareTo(EnvironmentName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
