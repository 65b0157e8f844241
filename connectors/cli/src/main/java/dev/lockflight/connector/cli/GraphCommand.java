package dev.lockflight.connector.cli;

import dev.lockflight.report.PipelineReport;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "graph",
    description = "Show the pipeline itself.",
    footer = {"%nExamples:", "  graph", "  graph --format mermaid > pipeline.mmd"})
final class GraphCommand implements Callable<Integer> {
  /** In what form. */
  enum Format {
    OUTLINE,
    MERMAID,
    MARKDOWN,
    JSON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Tool tool;
  @Mixin CommonOptions common = new CommonOptions();

  @Option(names = "--pipeline", description = "Which pipeline, when there are several.")
  @Nullable String pipeline;

  @Option(
      names = "--format",
      defaultValue = "outline",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  Format format = Format.OUTLINE;

  GraphCommand(Tool tool) {
    this.tool = tool;
  }

  @Override
  public Integer call() {
    PipelineReport report = PipelineReport.of(tool.pipeline(pipeline));
    Format wanted = common.json ? Format.JSON : format;
    String text =
        switch (wanted) {
          case OUTLINE -> report.outline();
          case MERMAID -> report.mermaid();
          case MARKDOWN -> report.markdown();
          case JSON -> report.json();
        };
    tool.terminal().out().println(text.stripTrailing());
    return ExitCode.SUCCEEDED.number();
  }
}
