package dev.lockflight.report;

import java.time.Instant;
import java.util.List;

/** A stage with its steps and gates, folded unless something is to be looked at. */
record StageHtml(Html html, Instant asOf) {
  void write(ReportStage stage) {
    boolean open = stage.mark().isBad() || stage.mark() == Mark.RUNNING;
    String id = GraphSvg.stageId(stage.name());
    if (open) {
      html.open("details", "id", id, "open", "");
    } else {
      html.open("details", "id", id);
    }
    html.open("summary");
    boolean cellsWork = stage.gathersCells() && stage.mark() == Mark.RUNNING;
    HtmlMark.pill(html, stage.mark(), cellsWork ? "RUNNING" : stage.run().status().name());
    html.element("b", " " + stage.name());
    html.element(
        "small",
        " "
            + Words.joined(
                " · ",
                stage.place().strip(),
                stage.span().text(asOf),
                stage.counted(),
                stage.rolledBack() ? "rolled back" : ""));
    html.close();
    if (!stage.run().reason().isBlank()) {
      html.open("p");
      html.prose(stage.run().reason());
      html.close();
    }
    if (!stage.items().isEmpty()) {
      items(stage);
    }
    html.close();
  }

  private void items(ReportStage stage) {
    HtmlTable table =
        HtmlTable.begin(
            html,
            "steps and gates of " + stage.name(),
            List.of("status", "phase", "step or gate", "time", "tries", "what it does", "message"));
    for (ReportItem item : stage.items()) {
      table.beginRow();
      table.cell(item.mark(), item.state().status());
      table.cell(item.key().phase().text());
      table.cell(item.key().item());
      table.cell(item.time(asOf));
      table.cell(item.state().attempt() == 0 ? "" : String.valueOf(item.state().attempt()));
      table.cell(item.demand());
      table.cell(item.state().message());
      table.endRow();
    }
    table.end();
  }
}
