package dev.lockflight.connector.process.report;

import dev.lockflight.Call;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.LockflightException;
import dev.lockflight.Output;
import dev.lockflight.StepContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes what several reports say on one page; one that says nothing is shown as that. */
record SummaryOf(List<Report> reports) implements Call<ReportSummary> {
  SummaryOf {
    reports = List.copyOf(reports);
    if (reports.isEmpty()) {
      throw new InvalidDefinitionException("a summary needs at least one report");
    }
  }

  @Override
  public String name() {
    return "summary of reports";
  }

  @Override
  public String describe() {
    return "summary of " + reports.stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  @Override
  public Set<Output<?>> reads() {
    Set<Output<?>> all = new HashSet<>();
    reports.forEach(report -> all.addAll(report.file().reads()));
    return all;
  }

  @Override
  public ReportSummary run(StepContext context) throws IOException {
    SummaryPage page = new SummaryPage(context::redact);
    for (Report report : reports) {
      try {
        page.add(report.file().place().toString(), report.line(context));
      } catch (LockflightException e) {
        page.addUnreadable(report.file().place().toString(), String.valueOf(e.getMessage()));
      }
    }
    String markdown = page.markdown();
    Path file = Files.writeString(context.workspace().resolve("summary.md"), markdown);
    return new ReportSummary(markdown, file.toString());
  }
}
