package dev.lockflight.report;

import dev.lockflight.Deployment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run as indented lines with marks and durations. */
final class RunOutline {
  private static final String HERE = "  ← here";

  private final ReportedRun view;
  private final @Nullable Place here;
  private final List<String> lines = new ArrayList<>();

  private RunOutline(ReportedRun view, @Nullable Place here) {
    this.view = view;
    this.here = here;
  }

  static String of(ReportedRun view, @Nullable Place here) {
    RunOutline outline = new RunOutline(view, here);
    outline.head();
    outline.view.stages().forEach(outline::stage);
    outline.tail();
    return String.join("\n", outline.lines) + "\n";
  }

  private void head() {
    var run = view.run();
    line(
        0,
        "run "
            + run.id()
            + " of "
            + run.pipeline()
            + " for "
            + run.release()
            + ": "
            + run.status()
            + " after "
            + view.span().text(view.asOf()));
    if (!run.reason().isBlank()) {
      line(1, "because " + run.reason());
    }
    line(
        1,
        "started at "
            + Words.moment(run.createdAt())
            + " by "
            + Words.cause(run.created().cause()));
    Words.origin(run.created().origin()).ifPresent(text -> line(1, text));
    run.abort().filter(why -> !run.isEnded()).ifPresent(why -> line(1, "to be aborted by " + why));
  }

  private void stage(ReportStage stage) {
    int depth = stage.isCell() ? 2 : 1;
    String name = stage.mark().symbol() + " " + stage.name() + stage.place();
    int head = lines.size();
    line(
        depth,
        Words.joined("  ", name, stage.span().text(view.asOf()), stage.counted(), stage.remark()));
    if (!stage.run().status().isEnd() || stage.mark() != Mark.SKIPPED) {
      stage.items().stream()
          .filter(item -> stage.mark() != Mark.PENDING || item.hasHappened())
          .filter(item -> item.mark() != Mark.WAITING)
          .forEach(item -> item(stage, item, depth + 1));
    }
    Waits.of(stage.run(), view.asOf()).forEach(wait -> wait(stage, wait, depth + 1));
    if (here != null && here.stage().equals(stage.name()) && !isMarkedFrom(head)) {
      mark(head);
    }
  }

  private void wait(ReportStage stage, String wait, int depth) {
    line(depth, Mark.WAITING.symbol() + " " + wait);
    boolean meant =
        here != null
            && here.item() != null
            && here.stage().equals(stage.name())
            && wait.startsWith(here.item().item());
    if (meant) {
      mark(lines.size() - 1);
    }
  }

  private boolean isMarkedFrom(int line) {
    return lines.subList(line, lines.size()).stream().anyMatch(text -> text.endsWith(HERE));
  }

  private void mark(int line) {
    lines.set(line, lines.get(line) + HERE);
  }

  private void item(ReportStage stage, ReportItem item, int depth) {
    String name = item.mark().symbol() + " " + item.title();
    line(depth, Words.joined("  ", name, item.time(view.asOf()), item.remark()));
    if (here != null && here.isItem(stage.name(), item.key())) {
      mark(lines.size() - 1);
    }
    if (item.mark().isBad()) {
      item.state().evidence().forEach(evidence -> line(depth + 1, Words.evidence(evidence)));
    }
  }

  private void tail() {
    for (ReportDecision made : view.decisions()) {
      String why = made.why().isBlank() ? "" : ": " + made.why();
      line(1, "decision " + made.what() + " by " + made.who().name() + " on " + made.on() + why);
    }
    for (Deployment line : view.run().deployments()) {
      line(1, "deployment " + line.stage() + " " + line.state() + " in " + line.environment());
    }
  }

  private void line(int depth, String text) {
    lines.add("  ".repeat(depth) + SafeText.line(text));
  }
}
