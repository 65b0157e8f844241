package dev.lockflight.connector.process.report;

import dev.lockflight.Evidence;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Counts the cases of JUnit XML, and believes a suite that tells of more failures than it shows.
 * Used by one thread.
 */
final class TestResults implements XmlReport.Visitor {
  private enum Outcome {
    PASSED,
    SKIPPED,
    FAILED
  }

  /** An open suite: what it says of itself, and how many failures were counted before it. */
  private record Suite(String name, long declared, long failedBefore) {}

  private final Sources sources = new Sources();
  private final Shown failures;
  private final Deque<Suite> suites = new ArrayDeque<>();
  private long executed;
  private long failed;
  private long skipped;
  private long flaky;
  private LocatedReport report;
  private String test = "";
  private Outcome outcome = Outcome.PASSED;
  private String message = "";
  private int caseDepth;

  @SuppressWarnings("NullAway.Init") // the report comes before the first element
  TestResults(UnaryOperator<String> redact) {
    failures = new Shown(redact);
  }

  void read(LocatedReport file) {
    report = file;
    sources.add(XmlReport.read(file, this));
  }

  @Override
  public void begin(String name, XmlReport.Attributes attributes, int depth) {
    if (depth == 1 && !name.equals("testsuites") && !name.equals("testsuite")) {
      throw report.foreign("its root is <" + name + ">, not <testsuites> or <testsuite>");
    }
    if (caseDepth > 0) {
      if (depth == caseDepth + 1) {
        detail(name, attributes);
      }
      return;
    }
    switch (name) {
      case "testsuites", "testsuite" -> suites.push(suite(attributes));
      case "testcase" -> beginCase(attributes, depth);
      default -> {}
    }
  }

  private Suite suite(XmlReport.Attributes attributes) {
    long declared = whole(attributes.get("failures")) + whole(attributes.get("errors"));
    return new Suite(attributes.get("name"), declared, failed);
  }

  private void beginCase(XmlReport.Attributes attributes, int depth) {
    String type = attributes.get("classname");
    caseDepth = depth;
    test = (type.isEmpty() ? "" : type + ".") + attributes.get("name");
    message = "";
    String status = attributes.get("status");
    boolean notRun = status.equals("notrun") || status.equals("disabled");
    outcome = notRun ? Outcome.SKIPPED : Outcome.PASSED;
  }

  private void detail(String name, XmlReport.Attributes attributes) {
    switch (name) {
      case "failure", "error" -> {
        outcome = Outcome.FAILED;
        if (message.isEmpty()) {
          String told = attributes.get("message");
          message = name + ": " + (told.isEmpty() ? attributes.get("type") : told);
        }
      }
      case "skipped" -> outcome = outcome == Outcome.FAILED ? outcome : Outcome.SKIPPED;
      case "flakyFailure", "flakyError" -> flaky++;
      default -> {}
    }
  }

  @Override
  public void end(String name, int depth) {
    if (depth == caseDepth) {
      endCase();
    } else if (caseDepth == 0 && (name.equals("testsuites") || name.equals("testsuite"))) {
      endSuite(suites.pop());
    }
  }

  private void endCase() {
    caseDepth = 0;
    switch (outcome) {
      case PASSED -> executed++;
      case SKIPPED -> skipped++;
      case FAILED -> {
        executed++;
        failed++;
        failures.add(test, message, "passes", report.path().toString());
      }
    }
  }

  private void endSuite(Suite suite) {
    long untold = suite.declared() - (failed - suite.failedBefore());
    if (untold > 0) {
      failed += untold;
      executed += untold;
      failures.add(
          "suite " + suite.name(),
          untold + " failures that are counted but not shown",
          "0",
          report.path().toString());
    }
  }

  private static long whole(String text) {
    return text.matches("\\d{1,9}") ? Long.parseLong(text) : 0;
  }

  long executed() {
    return executed;
  }

  long failed() {
    return failed;
  }

  /** The first of those that failed. */
  List<Evidence> failures() {
    List<Evidence> all = evidence("");
    return all.subList(1, all.size());
  }

  List<Evidence> evidence(String expected) {
    return failures.behind(new Evidence("tests", toString(), expected, sources.toString()));
  }

  @Override
  public String toString() {
    return executed
        + " executed, "
        + failed
        + " failed, "
        + skipped
        + " skipped"
        + (flaky == 0 ? "" : ", " + flaky + " failures passed when repeated");
  }
}
