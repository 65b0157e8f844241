package dev.lockflight.connector.dbt;

import java.util.List;
import java.util.Locale;

/** Why a dbt command could not do its work, and what to do next. */
// the list is a copy that cannot change
@SuppressWarnings("ImmutableEnumChecker")
public enum DbtProblem {
  DBT_MISSING(
      "Install dbt-core 1.x with your adapter into a virtual environment, or dbt 2.x, and name its executable with LocalDbt.executable"),
  NO_PROJECT(
      "Give Dbt.project the directory that holds dbt_project.yml",
      "no dbt_project.yml found",
      "dbt_project.yml: no such file",
      "not a dbt project",
      "fatal: invalid --project-dir"),
  NO_PROFILE(
      "Give the directory of profiles.yml with Dbt.profilesDir, and check that dbt_project.yml names a profile in it",
      "could not find profile",
      "no profiles.yml",
      "profiles.yml not found",
      "profiles.yml is empty",
      "not found in profiles.yml",
      "profiles-dir': path",
      "failed to find profile",
      "no profile"),
  UNKNOWN_TARGET(
      "Add the target to profiles.yml, or correct the environment's attribute dbt.target or .target(…)",
      "does not have a target named",
      "not found in profile"),
  MISSING_VARIABLE(
      "Give it with Dbt.environment(name, value), or Dbt.secret for a secret: dbt inherits no other variables",
      "env var required but not provided",
      "environment variable '"),
  USAGE(
      "This dbt does not know that argument; see the command line, and `dbt --version`",
      "no such option",
      "unexpected argument",
      "invalid value for '",
      "not valid yaml"),
  STATE_MISSING(
      "Give a directory that holds the manifest.json of a finished run",
      "could not find manifest in",
      "could not find previous run"),
  CONNECTION(
      "Nothing was wrong with the project; it is tried again where the step has a retry",
      "could not set lock on file",
      "connection refused",
      "connection reset",
      "connection timed out",
      "timed out",
      "temporarily unavailable",
      "too many requests",
      "database error: unable to connect"),
  BROKEN_PROJECT(
      "Correct the project; `dbt parse` shows the same error",
      "compilation error",
      "parsing error",
      "dbt1501",
      "dbt1005",
      "unresolved ref",
      "depends on a node named"),
  KILLED(
      "Something outside ended it: the machine, a person, or too little memory. Read the end of the log"),
  NODES_FAILED("Read the failed nodes below; the log has dbt's whole story"),
  TESTS_FAILED(
      "Look at the failed tests; say .leavingFailuresToGates() on the command to let gates decide"),
  NOTHING_SELECTED(
      "Correct the selection, or say .allowingEmptySelection() on the command when that is right"),
  NO_RESULTS("Read dbt's messages; without results nobody knows what was built"),
  NOT_BELIEVED("The results are not this invocation's; nothing in them counts"),
  UNFIT_STATE("Give the state of a newer run, or of this dbt's version");

  private final String advice;
  private final List<String> signs;

  DbtProblem(String advice, String... signs) {
    this.advice = advice;
    this.signs = List.of(signs);
  }

  /** What to do next. */
  public String advice() {
    return advice;
  }

  /** Whether the same again may succeed. */
  boolean isTransient() {
    return this == CONNECTION || this == KILLED;
  }

  /** The problem dbt's words tell of; {@code otherwise} when they are not known. */
  static DbtProblem of(String words, DbtProblem otherwise) {
    String plain = words.toLowerCase(Locale.ROOT);
    for (DbtProblem problem : values()) {
      if (problem.signs.stream().anyMatch(plain::contains)) {
        return problem;
      }
    }
    return otherwise;
  }
}
