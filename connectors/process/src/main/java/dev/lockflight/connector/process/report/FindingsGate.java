package dev.lockflight.connector.process.report;

import dev.lockflight.Evidence;
import dev.lockflight.GateContext;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Output;
import dev.lockflight.Verdict;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * No limit on findings is exceeded; a limit counts what is that bad or worse, and exactly so many
 * pass. FAILED when one is exceeded; otherwise ERRORED when the tool could not scan something,
 * unless {@link #allowingUnscanned} is said. Immutable and thread-safe.
 */
public final class FindingsGate implements ReportGate {
  private final FindingsReport report;
  private final Map<Severity, Integer> limits;
  private final boolean mayBeUnscanned;

  FindingsGate(FindingsReport report, Map<Severity, Integer> limits, boolean mayBeUnscanned) {
    this.report = report;
    this.limits = new EnumMap<>(limits);
    this.mayBeUnscanned = mayBeUnscanned;
  }

  /** With one more limit. */
  public FindingsGate atMost(Severity severity, int most) {
    if (most < 0) {
      throw new InvalidDefinitionException("most findings must not be negative: " + most);
    }
    Map<Severity, Integer> all = new EnumMap<>(limits);
    Integer given = all.put(severity, most);
    if (given != null) {
      throw new InvalidDefinitionException(
          severity + " is limited twice in " + report + ": to " + given + " and to " + most);
    }
    return new FindingsGate(report, all, mayBeUnscanned);
  }

  /** That the tool could not scan some files, as its report says, is only shown. */
  public FindingsGate allowingUnscanned() {
    return new FindingsGate(report, limits, true);
  }

  @Override
  public String demand() {
    return report + ": " + limits() + (mayBeUnscanned ? ", unscanned files allowed" : "");
  }

  private String limits() {
    return limits.entrySet().stream()
        .map(limit -> "at most " + limit.getValue() + " " + limit.getKey() + " or worse")
        .collect(Collectors.joining(", "));
  }

  @Override
  public Set<Output<?>> reads() {
    return report.reads();
  }

  @Override
  public Verdict judge(GateContext context) {
    Findings findings = report.read(context);
    List<Evidence> evidence = findings.evidence(limits());
    String exceeded =
        limits.entrySet().stream()
            .filter(limit -> findings.atLeast(limit.getKey()) > limit.getValue())
            .map(limit -> exceeded(findings, limit.getKey(), limit.getValue()))
            .collect(Collectors.joining(", "));
    if (!exceeded.isEmpty()) {
      return Verdict.of(Verdict.Status.FAILED, report + ": " + exceeded, evidence);
    }
    if (findings.unseen() > 0 && !mayBeUnscanned) {
      String what = ": the tool could not scan everything, so nobody knows what is there: ";
      return Verdict.of(Verdict.Status.ERRORED, report + what + findings, evidence);
    }
    return Verdict.of(Verdict.Status.PASSED, report + ": " + findings, evidence);
  }

  private static String exceeded(Findings findings, Severity severity, int most) {
    return findings.atLeast(severity) + " are " + severity + " or worse, at most " + most + " may";
  }

  @Override
  public String toString() {
    return demand();
  }
}
