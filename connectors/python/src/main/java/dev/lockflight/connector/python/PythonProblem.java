package dev.lockflight.connector.python;

import dev.lockflight.Evidence;
import dev.lockflight.StepFailedException;
import dev.lockflight.connector.process.CommandResult;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What the words of pip, build and twine mean, and what to do next. The order decides: some
 * repositories answer 403 for a file that is there.
 */
@SuppressWarnings("ImmutableEnumChecker") // lists made by List.of
enum PythonProblem {
  UNREACHABLE(
      true,
      "An index did not answer; look whether it is up and the address right, and retry",
      "connectionerror",
      "connection refused",
      "connection reset",
      "newconnectionerror",
      "retry(total=",
      "read timed out",
      "timed out",
      "name resolution",
      "remotedisconnected",
      "httperror: 5",
      "http error 5",
      "httperror: 429",
      "http error 429"),
  ALREADY_THERE(
      false,
      "A repository never replaces a file; raise the version, or say skippingExisting() when the"
          + " same file may be there already",
      "httperror: 409",
      "already exist",
      "already been taken",
      "overwrite artifact"),
  REFUSED(
      false,
      "The repository refuses these credentials; look at the token and what it may do",
      "httperror: 401",
      "http error 401",
      "httperror: 403",
      "http error 403"),
  NO_SUCH_PACKAGE(
      false,
      "Correct the requirement, or name an index that has it",
      "no matching distribution",
      "could not find a version"),
  HASHES(
      false,
      "What the index has is not what was pinned; do not install it before somebody knows why",
      "do not match the hashes"),
  BROKEN(false, "Its own words say why; correct that and retry");

  private static final int MOST = 1500;
  private final boolean passing;
  private final String advice;
  private final List<String> signs;

  PythonProblem(boolean passing, String advice, String... signs) {
    this.passing = passing;
    this.advice = advice;
    this.signs = List.of(signs);
  }

  static PythonProblem of(String words) {
    String lower = words.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(problem -> problem.signs.stream().anyMatch(lower::contains))
        .findFirst()
        .orElse(BROKEN);
  }

  static StepFailedException failure(String what, CommandResult result) {
    String all = plain(result.output().text() + "\n" + result.errors().text());
    String words = all.length() > MOST ? "…" + all.substring(all.length() - MOST) : all;
    return of(all).failure(what, words, result);
  }

  /** twine fills lines with blanks, and colours words even where nobody sees it. */
  private static String plain(String text) {
    return text.replaceAll("[\\uFFFD\\u001B]\\[[0-9;]*m", "").replaceAll("[ \\t]+", " ").strip();
  }

  StepFailedException failure(String what, String words, CommandResult result) {
    String message =
        what + " ended with exit code " + result.exitCode() + ": " + words + ". " + advice;
    Evidence evidence = Evidence.of(what, "exit code " + result.exitCode(), 0, result.logFile());
    return passing
        ? StepFailedException.transientFailure(message, evidence)
        : StepFailedException.fatal(message, evidence);
  }
}
