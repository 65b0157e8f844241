package dev.lockflight.connector.cli;

import dev.lockflight.Pipeline;
import dev.lockflight.engine.Planner;
import dev.lockflight.engine.StartRequest;
import dev.lockflight.report.PlanReport;
import dev.lockflight.store.RunStore;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "plan",
    description = "Show what run would do, without doing anything.",
    footer = {
      "%nExamples:",
      "  plan",
      "  plan --commit 4f2a1c9 --branch main --format markdown",
      "  plan --format json --out plan.json, then run --plan plan.json"
    })
final class PlanCommand implements Callable<Integer> {
  /** In what form. */
  enum Format {
    TEXT,
    MARKDOWN,
    JSON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Tool tool;
  @Mixin CommonOptions common = new CommonOptions();
  @Mixin StartOptions start = new StartOptions();

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES}; run --plan takes json. Default: ${DEFAULT-VALUE}.")
  Format format = Format.TEXT;

  @Mixin OutputOption output = new OutputOption();

  PlanCommand(Tool tool) {
    this.tool = tool;
  }

  @Override
  public Integer call() {
    Session session = Session.of(tool, common);
    StartRequest request = start.request(session);
    Pipeline pipeline = tool.pipeline(start.pipeline);
    request.check(pipeline);
    try (RunStore store = session.store().openToLook(session.printer())) {
      Planner planner = Planner.on(store, tool.place().clock());
      output.put(text(PlanReport.of(planner.plan(pipeline, request))), tool);
      return ExitCode.SUCCEEDED.number();
    }
  }

  private String text(PlanReport report) {
    Format wanted = common.json ? Format.JSON : format;
    return switch (wanted) {
      case TEXT -> report.outline();
      case MARKDOWN -> report.markdown();
      case JSON -> report.json();
    };
  }
}
