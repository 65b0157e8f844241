package dev.lockflight.connector.process.report;

import dev.lockflight.Evidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Counts findings exactly, and keeps the first few of each severity, worst severity first. Used by
 * one thread.
 */
final class Findings implements FindingsFormat.Sink {
  private final Sources sources = new Sources();
  private final Map<Severity, Long> counts = new TreeMap<>(Comparator.reverseOrder());
  private final Map<Severity, List<Evidence>> first = new TreeMap<>(Comparator.reverseOrder());
  private final Shown notScanned;
  private final UnaryOperator<String> redact;
  private final Severity unknown;
  private final KnownFindings baseline;
  private long suppressed;
  private long known;
  private long unseen;
  private String file = "";

  Findings(Severity unknown, KnownFindings baseline, UnaryOperator<String> redact) {
    this.redact = redact;
    this.notScanned = new Shown(redact);
    this.unknown = unknown;
    this.baseline = baseline;
  }

  void read(FindingsFormat format, LocatedReport report) {
    file = report.path().toString();
    sources.add(format.read(report, this));
  }

  @Override
  public void found(Finding told) {
    if (baseline.excuses(told)) {
      known++;
      return;
    }
    Finding finding = told.severity() == Severity.UNKNOWN ? told.as(unknown) : told;
    long unused = counts.merge(finding.severity(), 1L, Long::sum);
    List<Evidence> kept = first.computeIfAbsent(finding.severity(), s -> new ArrayList<>());
    if (kept.size() < Shown.MOST) {
      String name = finding.rule() + " in " + finding.place();
      String observed = finding.severity() + ": " + finding.message();
      kept.add(new Evidence(notScanned.text(name), notScanned.text(observed), "not there", file));
    }
  }

  @Override
  public void suppressed() {
    suppressed++;
  }

  @Override
  public void notScanned(String what, String why) {
    unseen++;
    notScanned.add("not scanned: " + what, why, "scanned", file);
  }

  /** How many are that bad or worse. */
  long atLeast(Severity severity) {
    return counts.entrySet().stream()
        .filter(count -> count.getKey().isAtLeast(severity))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  long unseen() {
    return unseen;
  }

  /** The figures, then what was not scanned, then the worst findings. */
  List<Evidence> evidence(String expected) {
    Shown shown = new Shown(redact);
    for (List<Evidence> kept : first.values()) {
      kept.forEach(e -> shown.add(e.name(), e.observed(), e.expected(), e.source()));
    }
    shown.more(atLeast(Severity.INFO) - shown.size());
    Evidence head = new Evidence("findings", toString(), expected, sources.toString());
    List<Evidence> all = new ArrayList<>(shown.behind(head));
    if (unseen > 0) {
      Evidence scanned = new Evidence("not scanned", "" + unseen, "0", sources.toString());
      all.addAll(1, notScanned.behind(scanned));
    }
    return all;
  }

  @Override
  public String toString() {
    String found =
        counts.entrySet().stream()
            .map(count -> count.getValue() + " " + count.getKey())
            .collect(Collectors.joining(", "));
    return (found.isEmpty() ? "no findings" : found)
        + (known == 0 ? "" : ", " + known + " in the baseline")
        + (suppressed == 0 ? "" : ", " + suppressed + " suppressed")
        + (unseen == 0 ? "" : ", " + unseen + " not scanned");
  }
}
