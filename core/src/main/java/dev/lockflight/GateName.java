package dev.lockflight;

/** The name of a gate, unique in its phase of its stage. */
public record GateName(String value) implements Comparable<GateName> {
  public GateName {
    NameRule.check("gate name", value);
  }

  public static GateName of(String value) {
    return new GateName(value);
  }

  @Override
  public int compareTo(GateName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
