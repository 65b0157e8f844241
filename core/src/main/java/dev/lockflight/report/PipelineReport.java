package dev.lockflight.report;

import dev.lockflight.Pipeline;

/**
 * A pipeline for people and tools. Immutable and thread-safe.
 *
 * <pre>{@code
 * String page = PipelineReport.of(pipeline).markdown();
 * }</pre>
 */
public final class PipelineReport {
  private final Pipeline pipeline;

  private PipelineReport(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  public static PipelineReport of(Pipeline pipeline) {
    return new PipelineReport(pipeline);
  }

  /** Indented lines for a terminal. */
  public String outline() {
    return SafeText.lines(pipeline.toString()) + "\n";
  }

  /**
   * A Mermaid flow chart: stages as boxes, inside the environment they deploy to; gates as
   * diamonds; a matrix as one box.
   */
  public String mermaid() {
    return MermaidChart.of(pipeline);
  }

  /** GitHub-flavoured Markdown, with the chart in it. */
  public String markdown() {
    return PipelineMarkdown.of(pipeline);
  }

  /**
   * How each environment is brought back, in Markdown: what happens by itself and in which order,
   * what is restored, what is not, and what a person types. It follows from the definition.
   */
  public String playbook() {
    return PlaybookMarkdown.of(pipeline);
  }

  /** One HTML page that loads nothing, with the graph in it. */
  public String html() {
    return PipelineHtml.of(pipeline);
  }

  /** One JSON object on one line; docs/reports.md lists its fields. */
  public String json() {
    return PipelineJson.of(pipeline);
  }
}
