package dev.lockflight.benchmarks;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Prints what was measured as rows of a Markdown table, as soon as it is known. */
final class Report {
  private final PrintStream out;

  Report(PrintStream out) {
    this.out = out;
  }

  /** The machine and the moment, because figures mean nothing without them. */
  void begin() {
    var os = ManagementFactory.getOperatingSystemMXBean();
    out.printf(
        Locale.ROOT,
        "%s, %d processors, %s %s, Java %s, load %.1f%n%n| work | target | measured | remark |%n|---|---|---|---|%n",
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        os.getAvailableProcessors(),
        os.getName(),
        os.getArch(),
        Runtime.version(),
        os.getSystemLoadAverage());
  }

  void row(String work, String target, String measured, String remark) {
    out.printf("| %s | %s | %s | %s |%n", work, target, measured, remark);
    out.flush();
  }

  void end() {
    var os = ManagementFactory.getOperatingSystemMXBean();
    out.printf(Locale.ROOT, "%nload at the end %.1f%n", os.getSystemLoadAverage());
  }
}
