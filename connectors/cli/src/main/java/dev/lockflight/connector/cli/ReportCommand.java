package dev.lockflight.connector.cli;

import dev.lockflight.report.RunReport;
import dev.lockflight.store.RunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
      "  report --run 20261120-145628-k3x9qa --format markdown"
    })
final class ReportCommand implements Callable<Integer> {
  /** In what form. */
  enum Format {
    OUTLINE,
    MARKDOWN,
    JSON,
    JUNIT,
    MERMAID;

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

  @Option(names = "--output", paramLabel = "<file>", description = "Write there, not to stdout.")
  @Nullable Path output;

  ReportCommand(Tool tool) {
    this.tool = tool;
  }

  @Override
  public Integer call() {
    Session session = Session.of(tool, common);
    try (RunStore store = session.store().openToLook(session.printer())) {
      FindRun.Found found = new FindRun(tool, store).any(id);
      String text = text(RunReport.of(found.pipeline(), found.run(), found.journal()));
      if (output == null) {
        tool.terminal().out().println(text.stripTrailing());
      } else {
        write(tool.place().directory().resolve(output), text);
      }
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
    };
  }

  private static void write(Path file, String text) {
    try {
      Path parent = file.toAbsolutePath().getParent();
      if (parent != null) {
        var unused = Files.createDirectories(parent);
      }
      var unused = Files.writeString(file, text);
    } catch (IOException e) {
      throw CommandFailedException.usage("the report cannot be written: " + e);
    }
  }
}
