package dev.lockflight;

/**
 * What a gate saw.
 *
 * @param name what was looked at, for example {@code rows of gold.fact_laps}
 * @param observed what was found
 * @param expected what would have passed
 * @param source where it was found: a file with its digest, a query, the address of a run
 */
public record Evidence(String name, String observed, String expected, String source) {
  public static Evidence of(String name, Object observed, Object expected, String source) {
    return new Evidence(name, observed.toString(), expected.toString(), source);
  }

  @Override
  public String toString() {
    return name + ": " + observed + " (expected " + expected + ")";
  }
}
