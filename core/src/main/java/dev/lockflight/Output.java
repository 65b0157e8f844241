package dev.lockflight;

/**
 * The typed key under which a step leaves its result for later steps and gates.
 *
 * <p>The value is written to the journal as JSON, so {@code type} must be a record or class that
 * survives a JSON round trip; it is read back as exactly that class. One key is written by one
 * step.
 */
public record Output<T>(String name, Class<T> type) {
  public Output {
    NameRule.check("output name", name);
  }

  public static <T> Output<T> of(String name, Class<T> type) {
    return new Output<>(name, type);
  }

  @Override
  public String toString() {
    return name + ": " + type.getSimpleName();
  }
}
