package dev.lockflight.report;

import dev.lockflight.plan.Plan;

/**
 * A plan for people and tools. Immutable and thread-safe.
 *
 * <pre>{@code
 * Files.writeString(file, PlanReport.of(plan).json());
 * Plan later = PlanReport.read(Files.readString(file));
 * }</pre>
 */
public final class PlanReport {
  private final Plan plan;

  private PlanReport(Plan plan) {
    this.plan = plan;
  }

  public static PlanReport of(Plan plan) {
    return new PlanReport(plan);
  }

  /** Indented lines for a terminal. */
  public String outline() {
    return SafeText.lines(plan.toString()) + "\n";
  }

  /** GitHub-flavoured Markdown. */
  public String markdown() {
    return PlanMarkdown.of(plan);
  }

  /** One JSON object on one line, which {@link #read} reads; docs/reports.md lists its fields. */
  public String json() {
    return PlanJson.of(plan);
  }

  /**
   * The plan that {@link #json} wrote.
   *
   * @throws UnreadablePlanException when it is no plan, was written by a newer Lockflight, or was
   *     changed since
   */
  public static Plan read(String json) {
    return PlanJson.read(json);
  }
}
