package dev.lockflight.report;

import dev.lockflight.ItemPath;
import dev.lockflight.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows that show a run as it stands now. */
final class LiveRows {
  /**
   * What running steps told last.
   *
   * @param progress how far they are
   * @param said their last line
   */
  record Heard(Map<ItemPath, Progress> progress, Map<ItemPath, String> said) {}

  private final ReportedRun view;
  private final Heard heard;
  private final Instant now;
  private final List<LiveRow> rows = new ArrayList<>();

  private LiveRows(ReportedRun view, Heard heard, Instant now) {
    this.view = view;
    this.heard = heard;
    this.now = now;
  }

  static List<LiveRow> of(ReportedRun view, Heard heard, Instant now) {
    LiveRows live = new LiveRows(view, heard, now);
    live.head();
    for (int i = 0; i < view.stages().size(); i++) {
      ReportStage stage = view.stages().get(i);
      if (stage.gathersCells()) {
        live.matrix(stage);
      } else if (!stage.isCell() || stage.run().isActive() || stage.mark().isBad()) {
        live.stage(stage);
      }
    }
    return live.rows;
  }

  private void head() {
    var run = view.run();
    String title =
        Words.joined(
            "  ",
            run.pipeline().value(),
            "run " + run.id(),
            run.release().toString(),
            run.status().name());
    add(LiveRow.Rank.HEAD, 0, Mark.of(run.status()), title, view.span().text(now));
    if (!run.reason().isBlank()) {
      add(LiveRow.Rank.HEAD, 1, null, run.reason(), "");
    }
    run.abort()
        .filter(why -> !run.isEnded())
        .ifPresent(why -> add(LiveRow.Rank.HEAD, 1, null, "to be aborted by " + why, ""));
  }

  private void matrix(ReportStage stage) {
    String left = stage.name() + stage.place() + "  " + stage.counted();
    add(rank(stage.mark()), 1, stage.mark(), left, stage.span().text(now));
  }

  private void stage(ReportStage stage) {
    int indent = stage.isCell() ? 2 : 1;
    String left = Words.joined("  ", stage.name() + stage.place(), stage.remark());
    add(rank(stage.mark()), indent, stage.mark(), left, stage.span().text(now));
    for (ReportItem item : stage.items()) {
      if (stage.run().isActive() || item.mark().isBad()) {
        item(stage, item, indent + 1);
      }
    }
    for (String wait : Waits.of(stage.run(), now)) {
      add(LiveRow.Rank.NOW, indent + 1, Mark.WAITING, wait, "");
    }
  }

  private void item(ReportStage stage, ReportItem item, int indent) {
    Mark mark = item.mark();
    if (mark == Mark.WAITING) {
      return;
    }
    ItemPath path = new ItemPath(stage.name(), item.key().phase(), item.key().item());
    String told = mark == Mark.RUNNING ? told(path) : item.remark();
    String left = Words.joined("  ", item.title(), told);
    LiveRow.Rank rank =
        switch (rank(mark)) {
          case HEAD, NOW -> LiveRow.Rank.NOW;
          case ENDED_STAGE, ENDED_ITEM -> LiveRow.Rank.ENDED_ITEM;
          case COMING_STAGE, COMING_ITEM -> LiveRow.Rank.COMING_ITEM;
        };
    add(rank, indent, mark, left, item.time(now));
    if (mark.isBad()) {
      item.state()
          .evidence()
          .forEach(
              seen -> add(LiveRow.Rank.ENDED_ITEM, indent + 2, null, Words.evidence(seen), ""));
    }
  }

  private String told(ItemPath step) {
    Progress progress = heard.progress().get(step);
    if (progress != null) {
      return progress.toString();
    }
    return heard.said().getOrDefault(step, "");
  }

  private static LiveRow.Rank rank(Mark mark) {
    return switch (mark) {
      case PENDING -> LiveRow.Rank.COMING_STAGE;
      case SKIPPED, SUPERSEDED, SUCCEEDED, OVERRIDDEN, WARNED -> LiveRow.Rank.ENDED_STAGE;
      case RUNNING, WAITING, ABORTED, EXPIRED, REJECTED, ERRORED, FAILED -> LiveRow.Rank.NOW;
    };
  }

  private void add(LiveRow.Rank rank, int indent, @Nullable Mark mark, String left, String right) {
    rows.add(new LiveRow(rank, indent, mark, left, right));
  }
}
