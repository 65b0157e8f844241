package dev.lockflight;

/**
 * What becomes of occurrences of a schedule that nobody was there for: the program was down, the
 * machine slept. An occurrence is missed when it is noticed more than a minute late. Immutable.
 *
 * @param most how many of them are made up for, the newest; 0 for none
 */
public record MissedRuns(int most) {
  private static final int BOUND = 1_000;

  public MissedRuns {
    if (most < 0 || most > BOUND) {
      throw new InvalidDefinitionException(
          "missed runs to make up for must be between 0 and " + BOUND + ": " + most);
    }
  }

  /** They are told and not made up for: nothing is deployed at an hour nobody expects. */
  public static MissedRuns skip() {
    return new MissedRuns(0);
  }

  /** However many were missed, one run makes up for them. */
  public static MissedRuns once() {
    return new MissedRuns(1);
  }

  /** Each is made up for, oldest first, but no more than this many, the newest; at most 1,000. */
  public static MissedRuns all(int most) {
    if (most < 1) {
      throw new InvalidDefinitionException("to make up for no missed run say skip(): " + most);
    }
    return new MissedRuns(most);
  }

  /** How many of these occurrences to keep when they cannot all be run. */
  public int atLeastOne() {
    return Math.max(1, most);
  }

  @Override
  public String toString() {
    return most == 0
        ? "missed runs are skipped"
        : most == 1 ? "one run for all missed" : "up to " + most + " missed runs";
  }
}
