package dev.lockflight.connector.process.report;

import java.util.Locale;

/** What a report should be, and how one is made. */
enum ReportKind {
  JUNIT("JUnit XML", "pytest --junitxml=FILE, or the TEST-*.xml of Maven's Surefire"),
  COVERAGE(
      "coverage as Cobertura XML, JaCoCo XML or coverage.py's JSON",
      "coverage xml -o FILE, coverage json -o FILE, or JaCoCo's report goal"),
  SARIF("a SARIF 2.1.0 log", "the tool's SARIF output, for example trivy --format sarif"),
  BANDIT("bandit's JSON", "bandit --format json --output FILE"),
  SAFETY("safety's JSON", "safety check --save-json FILE, or safety scan --save-as json FILE"),
  SEMGREP("semgrep's JSON", "semgrep scan --json --output FILE"),
  TRIVY("trivy's JSON", "trivy image --format json --output FILE"),
  SQLFLUFF("SQLFluff's JSON", "sqlfluff lint --format json --write-output FILE"),
  BENCHMARK(
      "JSON of pytest-benchmark or JMH",
      "pytest --benchmark-json=FILE, or JMH's -rf json -rff FILE"),
  FILE("a file", "the step before this gate");

  private final String wanted;
  private final String made;

  ReportKind(String wanted, String made) {
    this.wanted = wanted;
    this.made = made;
  }

  /** Its name in a summary. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it should be, in words. */
  String wanted() {
    return wanted;
  }

  /** The command that makes one. */
  String made() {
    return made;
  }
}
