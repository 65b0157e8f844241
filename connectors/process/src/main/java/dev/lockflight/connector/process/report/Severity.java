package dev.lockflight.connector.process.report;

/**
 * How bad a finding is, from least to worst. What each tool's own words become is said by its
 * factory in {@link Reports}.
 */
public enum Severity {
  INFO,
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL,
  /**
   * The tool does not know. Counts as worse than all others, so that nothing unknown passes a
   * limit, unless {@link FindingsReport#unknownAs} says otherwise.
   */
  UNKNOWN;

  boolean isAtLeast(Severity other) {
    return compareTo(other) >= 0;
  }
}
