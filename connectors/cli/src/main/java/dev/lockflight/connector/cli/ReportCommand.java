package dev.lockflight.connector.cli;

import dev.lockflight.report.RunReport;
import dev.lockflight.store.RunStore;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "report",
    description = "Report a run, ended or not.",
    footer = {
      "%nExamples:",
      "  report",
      "  report --format junit --output target/delivery.xml",
      "  report --format html --output delivery.html",
      "  report --run 20261120-145628-k3x9qa --format markdown"
    })
final class ReportCommand implements Callable<Integer> {
  /** In what form. */
  enum Format {
    OUTLINE,
    MARKDOWN,
    JSON,
    JUNIT,
    MERMAID,
    HTML;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Tool tool;
  @Mixin CommonOptions common = new CommonOptions();

  @Option(
      names = "--run",
      paramLabel = "<id>",
      description = "Which run. Default: the one unfinished, else the newest.")
  @Nullable String id;

  @Option(
      names = "--format",
      defaultValue = "outline",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  Format format = Format.OUTLINE;

  @Mixin OutputOption output = new OutputOption();

  ReportCommand(Tool tool) {
    this.tool = tool;
  }

  @Override
  public Integer call() {
    Session session = Session.of(tool, common);
    try (RunStore store = session.store().openToLook(session.printer())) {
      FindRun.Found found = new FindRun(tool, store).any(id);
      output.put(text(RunReport.of(found.pipeline(), found.run(), found.journal())), tool);
      return ExitCode.SUCCEEDED.number();
    }
  }

  private String text(RunReport report) {
    Format wanted = common.json ? Format.JSON : format;
    return switch (wanted) {
      case OUTLINE -> report.outline();
      case MARKDOWN -> report.markdown();
      case JSON -> report.json();
      case JUNIT -> report.junitXml();
      case MERMAID -> report.mermaid();
      case HTML -> report.html();
    };
  }
}
