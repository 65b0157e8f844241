package dev.lockflight.connector.dbt;

/** The options of commands, in the order they are written. */
enum Option {
  SELECT("--select"),
  EXCLUDE("--exclude"),
  TARGET("--target"),
  VARS("--vars"),
  THREADS("--threads"),
  FULL_REFRESH("--full-refresh"),
  FAIL_FAST("--fail-fast"),
  WARN_ERROR("--warn-error"),
  DEFER("--defer"),
  STATE("--state"),
  FAVOR_STATE("--favor-state");

  private final String flag;

  Option(String flag) {
    this.flag = flag;
  }

  String flag() {
    return flag;
  }
}
