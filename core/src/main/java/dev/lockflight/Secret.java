package dev.lockflight;

/**
 * The name of a secret. Its value is looked up only while a step or gate runs, never before the
 * gates in front of it have opened, and is replaced by {@code ***} wherever the engine writes.
 */
public record Secret(String name) {
  public Secret {
    NameRule.check("secret name", name);
  }

  public static Secret of(String name) {
    return new Secret(name);
  }

  @Override
  public String toString() {
    return name + "=***";
  }
}
