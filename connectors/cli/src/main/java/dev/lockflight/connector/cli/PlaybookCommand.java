package dev.lockflight.connector.cli;

import dev.lockflight.Pipeline;
import dev.lockflight.report.PipelineReport;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "playbook",
    description = {
      "How each environment is brought back: what happens by itself and in which order, what is",
      "restored, what is not, and what to type. In Markdown."
    },
    footer = {"%nExamples:", "  playbook", "  playbook --pipeline cd-deploy --output ROLLBACK.md"})
final class PlaybookCommand implements Callable<Integer> {
  /** The pages of all pipelines, for programs. */
  record Shown(List<String> playbooks) {}

  private final Tool tool;
  @Mixin CommonOptions common = new CommonOptions();

  @Option(names = "--pipeline", description = "Only of this pipeline. Default: of all.")
  @Nullable String pipeline;

  @Mixin OutputOption output = new OutputOption();

  PlaybookCommand(Tool tool) {
    this.tool = tool;
  }

  @Override
  public Integer call() {
    List<Pipeline> shown = pipeline == null ? tool.pipelines() : List.of(tool.pipeline(pipeline));
    List<String> pages = shown.stream().map(each -> PipelineReport.of(each).playbook()).toList();
    String text =
        common.json
            ? dev.lockflight.json.Json.write(new Shown(pages))
            : pages.stream().collect(Collectors.joining("\n"));
    output.put(text, tool);
    return ExitCode.SUCCEEDED.number();
  }
}
