package dev.lockflight.connector.process.report;

import dev.lockflight.Evidence;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Output;
import dev.lockflight.ProducesFiles;
import dev.lockflight.RunContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a scanner or linter found. Suppressed findings do not count. Immutable, thread-safe. */
public final class FindingsReport extends Report {
  private final FindingsFormat format;
  private final ReportFile file;
  private final @Nullable ReportFile baseline;
  private final Severity unknown;

  private FindingsReport(
      FindingsFormat format, ReportFile file, @Nullable ReportFile baseline, Severity unknown) {
    this.format = format;
    this.file = file;
    this.baseline = baseline;
    this.unknown = unknown;
  }

  static FindingsReport of(FindingsFormat format, String place) {
    return of(format, ReportFile.of(format.kind(), place));
  }

  static FindingsReport of(FindingsFormat format, Path place) {
    return of(format, ReportFile.of(format.kind(), place));
  }

  private static FindingsReport of(FindingsFormat format, ReportFile file) {
    return new FindingsReport(format, file, null, Severity.UNKNOWN);
  }

  /** Believed only when that step of the run wrote it. */
  public FindingsReport writtenBy(Output<? extends ProducesFiles> step) {
    return new FindingsReport(format, file.writtenBy(step), baseline, unknown);
  }

  /** Believed only when it was written at most so long ago. */
  public FindingsReport noOlderThan(Duration age) {
    return new FindingsReport(format, file.noOlderThan(age), baseline, unknown);
  }

  /**
   * Counts only what an earlier report of the same tool does not have. A finding is the same by
   * rule, file and text, or by the tool's own fingerprint, not by its line: code that moves does
   * not make it new. One in the baseline excuses one in the report. Without a baseline the gate is
   * ERRORED.
   */
  public FindingsReport newFindingsOnly(Path earlier) {
    return newFindingsOnly(ReportFile.of(format.kind(), earlier));
  }

  /** The same against a file that a step of this run left, for example one that was fetched. */
  public FindingsReport newFindingsOnly(Output<? extends ProducesFiles> step, String earlier) {
    return newFindingsOnly(ReportFile.of(format.kind(), earlier).writtenBy(step));
  }

  private FindingsReport newFindingsOnly(ReportFile earlier) {
    return new FindingsReport(format, file, earlier, unknown);
  }

  /** A finding whose severity the tool does not know counts as this. */
  public FindingsReport unknownAs(Severity severity) {
    return new FindingsReport(format, file, baseline, severity);
  }

  /** Opens while there is nothing, however harmless. */
  public FindingsGate noFindings() {
    return atMost(Severity.INFO, 0);
  }

  /** Opens while so many findings, or fewer, are that bad or worse. */
  public FindingsGate atMost(Severity severity, int most) {
    if (most < 0) {
      throw new InvalidDefinitionException("most findings must not be negative: " + most);
    }
    return new FindingsGate(this, Map.of(severity, most), false);
  }

  Findings read(RunContext context) {
    KnownFindings known = new KnownFindings();
    if (baseline != null) {
      for (LocatedReport earlier : baseline.find(context)) {
        String unused = format.read(earlier, known);
      }
    }
    known.complete();
    Findings findings = new Findings(unknown, known, context::redact);
    file.find(context).forEach(report -> findings.read(format, report));
    return findings;
  }

  Set<Output<?>> reads() {
    Set<Output<?>> all = new HashSet<>(file.reads());
    all.addAll(baseline == null ? Set.of() : baseline.reads());
    return all;
  }

  @Override
  ReportFile file() {
    return file;
  }

  @Override
  ReportLine line(RunContext context) {
    Findings findings = read(context);
    List<Evidence> all = findings.evidence("");
    return new ReportLine(format.kind().word(), findings.toString(), all.subList(1, all.size()));
  }

  @Override
  public String toString() {
    return (baseline == null ? "findings in " : "new findings in ")
        + file
        + (baseline == null ? "" : " against " + baseline)
        + (unknown == Severity.UNKNOWN ? "" : ", unknown as " + unknown);
  }
}
