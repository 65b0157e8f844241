package dev.lockflight;

/** The parts of a stage, in the order in which they can happen. */
public enum Phase {
  /** Entry gates: of the environment, then of the stage. */
  REQUIRE,
  /** The steps. */
  RUN,
  /** The gates behind them. */
  VERIFY,
  /** Steps for when everything before went well. */
  ON_SUCCESS,
  /** The steps of the rollback. */
  ROLLBACK,
  /** The gates that prove the rollback. */
  VERIFY_ROLLBACK,
  /** Steps for when the stage failed. */
  ON_FAILURE,
  /** Steps at every end, also after an abort. */
  ALWAYS;

  /** The words for reports. */
  public String text() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }
}
