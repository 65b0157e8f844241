package dev.lockflight.report;

import dev.lockflight.Deployment;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.OutputKey;
import dev.lockflight.run.Run;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What people decided, what went where, what the steps left, and the journal itself. */
record RunTables(HtmlPage page, ReportedRun view) {
  void write(List<JournalEntry> journal) {
    decisions();
    deployments();
    results();
    events(journal);
  }

  private Html html() {
    return page.html();
  }

  private void decisions() {
    if (page.section("Decisions", "")) {
      HtmlTable table =
          HtmlTable.begin(
              html(),
              "decisions",
              List.of("when", "who", "what", "on", "why", "digest of what was shown"));
      for (ReportDecision made : view.decisions().stream().limit(RunHtml.ROWS).toList()) {
        table.row(
            List.of(
                Words.moment(made.at()),
                made.who().name() + " (" + made.who().vouchedBy() + ")",
                made.what(),
                made.on(),
                made.why(),
                made.digest()));
      }
      table.end();
      page.leftOut(view.decisions().size() - RunHtml.ROWS, "decisions");
      html().close();
    }
  }

  private void deployments() {
    List<Deployment> all = view.run().deployments();
    if (page.section("Deployments", "What this run did to which environment.")) {
      HtmlTable table =
          HtmlTable.begin(
              html(), "deployments", List.of("when", "environment", "state", "release", "stage"));
      for (Deployment line : all.stream().limit(RunHtml.ROWS).toList()) {
        table.row(
            List.of(
                Words.moment(line.at()),
                line.environment().value(),
                line.state().name().replace('_', ' '),
                line.release().commit(),
                line.stage().value()));
      }
      table.end();
      page.leftOut(all.size() - RunHtml.ROWS, "deployments");
      html().close();
    }
  }

  private void results() {
    Run run = view.run();
    if (page.section("Results", "What the steps left, and the release as it is now.")) {
      HtmlTable table =
          HtmlTable.begin(html(), "release", List.of("part of the release", "digest"));
      table.row(List.of("commit", run.release().commit()));
      run.release().artifacts().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .limit(RunHtml.ROWS)
          .forEach(part -> table.row(List.of(part.getKey(), part.getValue())));
      table.end();
      OutputHtml outputs = new OutputHtml(html());
      List<OutputKey> keys =
          run.outputs().keySet().stream()
              .sorted(Comparator.comparing(OutputKey::toString))
              .limit(RunHtml.ROWS)
              .toList();
      keys.forEach(key -> outputs.write(key, run.outputs().getOrDefault(key, "")));
      page.leftOut(run.outputs().size() - keys.size(), "results");
      html().close();
    }
  }

  private void events(List<JournalEntry> journal) {
    if (page.section("Events", "")) {
      html().open("details");
      html().element("summary", "All " + journal.size() + " events of the journal");
      HtmlTable table = HtmlTable.begin(html(), "events", List.of("#", "when", "where", "what"));
      int skipped = Math.max(0, journal.size() - 3 * RunHtml.ROWS);
      for (JournalEntry entry : journal.subList(skipped, journal.size())) {
        table.row(
            List.of(
                String.valueOf(entry.seq()),
                entry.at().toString(),
                PlainLine.where(entry.event()).strip(),
                SafeText.abridged(entry.event().describe(), RunHtml.ROWS)));
      }
      table.end();
      page.leftOut(skipped, "events, the oldest,");
      html().close();
      html().close();
    }
  }
}
