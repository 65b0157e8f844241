package dev.lockflight.connector.python;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The programs that check code: how they are called, what they leave, and which exit code means
 * that they found something. Every other code but 0 means that they could not tell.
 */
@SuppressWarnings("ImmutableEnumChecker") // lists made by List.of
enum Tool {
  /** 123: an internal error, also for a file it cannot parse. */
  BLACK("", List.of("--check")),
  ISORT("", List.of("--check-only")),
  FLAKE8("flake8.txt", List.of("--tee", "--output-file={report}")),
  /** 2: a blocking error, as a syntax error or a wrong option. */
  MYPY("mypy.xml", List.of("--junit-xml={report}")),
  /** 2 interrupted, 3 internal error, 4 usage error, 5 no tests. */
  PYTEST("junit.xml", List.of("--junitxml={report}", "-p", "no:cacheprovider")),
  BANDIT("bandit.json", List.of("-q", "-f", "json", "-o", "{report}", "-r")),
  /** 2: failed; with 7 a rule is broken. */
  SEMGREP(
      "semgrep.json",
      List.of(
          "scan",
          "--error",
          "--json",
          "--output={report}",
          "--metrics=off",
          "--disable-version-check")),
  SQLFLUFF("sqlfluff.json", List.of("lint", "--format", "json")),
  YAMLLINT("", List.of("--format", "parsable"));

  static final int FINDINGS = 1;
  private final String report;
  private final List<String> arguments;

  Tool(String report, List<String> arguments) {
    this.report = report;
    this.arguments = arguments;
  }

  String program() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name of the file it leaves; empty when it leaves none. */
  String report() {
    return report;
  }

  /** It prints its report, instead of writing the file itself. */
  boolean printsItsReport() {
    return this == SQLFLUFF;
  }

  List<String> arguments(Path directory) {
    String file = directory.resolve(report).toString();
    return arguments.stream().map(argument -> argument.replace("{report}", file)).toList();
  }
}
