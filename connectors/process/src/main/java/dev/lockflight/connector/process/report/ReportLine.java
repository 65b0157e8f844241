package dev.lockflight.connector.process.report;

import dev.lockflight.Evidence;
import java.util.List;

/**
 * What a report says in a summary.
 *
 * @param what for example {@code tests}
 * @param said its figures
 * @param details what people look at first, failed tests for example; bounded
 */
record ReportLine(String what, String said, List<Evidence> details) {
  ReportLine {
    details = List.copyOf(details);
  }

  static ReportLine of(String what, String said) {
    return new ReportLine(what, said, List.of());
  }
}
