package dev.lockflight.report;

import dev.lockflight.Pipeline;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Run;
import java.util.List;

/**
 * A run for people and tools, ended or not. What still runs is counted up to the run's last event,
 * so that a report of the same journal is always the same. Immutable and thread-safe.
 *
 * <pre>{@code
 * String comment = RunReport.of(pipeline, run, journal).markdown(RunReport.GITHUB_COMMENT);
 * }</pre>
 */
public final class RunReport {
  /** The most characters GitHub takes in a comment. */
  public static final int GITHUB_COMMENT = 65_536;

  private static final int SHORTEST = 1_500;

  private final ReportedRun view;
  private final List<JournalEntry> journal;

  private RunReport(ReportedRun view, List<JournalEntry> journal) {
    this.view = view;
    this.journal = List.copyOf(journal);
  }

  /**
   * A report of the run as its journal tells it.
   *
   * @param pipeline the one the run was started with, or its successor: stages it no longer has are
   *     shown as the journal knows them
   * @param journal all entries of the run, oldest first
   */
  public static RunReport of(Pipeline pipeline, Run run, List<JournalEntry> journal) {
    return new RunReport(ReportedRun.of(pipeline, run, journal), journal);
  }

  /** Indented lines with marks and durations, for a terminal. */
  public String outline() {
    return RunOutline.of(view, null);
  }

  /** The outline with an arrow at the place; at its stage when it has no line of its own. */
  public String outline(Place here) {
    return RunOutline.of(view, here);
  }

  /** The pipeline's Mermaid flow chart, each node in the colour of its status. */
  public String mermaid() {
    return MermaidChart.of(view);
  }

  /**
   * GitHub-flavoured Markdown: the summary, what went wrong, what it waits for, stages, decisions,
   * deployments, gates with their evidence.
   */
  public String markdown() {
    return RunMarkdown.of(view).text();
  }

  /**
   * The same in at most so many characters: rows that do not fit are left out from the end, so that
   * failures stay, and counted in the last line.
   *
   * @param longest at least 1,500
   */
  public String markdown(int longest) {
    if (longest < SHORTEST) {
      throw new IllegalArgumentException(
          "the limit of a Markdown report must be at least " + SHORTEST + ": " + longest);
    }
    return RunMarkdown.of(view).text(longest);
  }

  /**
   * One HTML page that loads nothing: the graph, a timeline, gates with their evidence, stages and
   * steps, decisions, deployments, what the steps left, the journal. Long runs are shortened, and
   * the page says by how much; see docs/reports.md.
   */
  public String html() {
    return RunHtml.of(view, journal);
  }

  /** One JSON object on one line; docs/reports.md lists its fields. */
  public String json() {
    return RunJson.of(view);
  }

  /**
   * JUnit XML as Jenkins and Surefire write it: a suite per stage, a case per step and gate.
   * FAILED, REJECTED and EXPIRED are failures; ERRORED and ABORTED are errors; what was skipped,
   * was not reached, is still pending or may fail is skipped.
   */
  public String junitXml() {
    return JUnitXml.of(view);
  }
}
