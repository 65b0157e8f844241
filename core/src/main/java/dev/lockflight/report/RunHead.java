package dev.lockflight.report;

import dev.lockflight.Deployment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.report.ReportItem.Kind;
import dev.lockflight.run.Run;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What one sees first of a run: how it stands, of what, by whom, how long. */
record RunHead(Html html, ReportedRun view, List<Timeline.Row> timeline) {
  void write() {
    Run run = view.run();
    Mark mark = Mark.of(run.status());
    html.open("header", "class", HtmlMark.tone(mark));
    html.open("h1");
    html.text(run.pipeline() + " ");
    HtmlMark.pill(html, mark, run.status().name());
    html.close();
    if (!run.reason().isBlank()) {
      html.open("p", "class", "reason");
      html.prose(run.reason());
      html.close();
    }
    html.open("dl", "class", "facts");
    fact("Release", run.release().commit());
    fact("Run", run.id().value());
    fact("Started", Words.moment(run.createdAt()) + " by " + Words.cause(run.created().cause()));
    fact("Took", view.span().text(view.asOf()) + worked());
    Words.origin(run.created().origin()).ifPresent(text -> fact("Origin", text));
    run.abort().ifPresent(why -> fact("Abort", why));
    run.parameters().texts().forEach(this::fact);
    fact("Stages", counted());
    fact("Gates", gates());
    deployed().forEach((where, what) -> fact("Environment " + where, what));
    html.close();
    html.close();
  }

  private void fact(String name, String value) {
    html.open("div");
    html.element("dt", name);
    html.open("dd");
    html.prose(value);
    html.close();
    html.close();
  }

  private String worked() {
    Duration worked = TimeScale.worked(timeline, view.run().createdAt(), view.asOf());
    String text = Elapsed.text(worked);
    return text.equals(view.span().text(view.asOf())) ? "" : ", of it at work " + text;
  }

  private String counted() {
    long done = view.stages().stream().filter(s -> s.mark() == Mark.SUCCEEDED).count();
    long bad = view.stages().stream().filter(s -> s.mark().isBad()).count();
    return done
        + " of "
        + view.stages().size()
        + " succeeded"
        + (bad == 0 ? "" : ", " + bad + " did not");
  }

  private String gates() {
    long all = items(false);
    return all == 0 ? "none" : items(true) + " of " + all + " opened";
  }

  private long items(boolean opened) {
    return view.stages().stream()
        .flatMap(stage -> stage.items().stream())
        .filter(item -> item.kind() == Kind.GATE && item.hasHappened())
        .filter(item -> !opened || !(item.mark().isBad() || item.mark() == Mark.WAITING))
        .count();
  }

  /** The newest word on each environment. */
  private Map<EnvironmentName, String> deployed() {
    Map<EnvironmentName, String> newest = new LinkedHashMap<>();
    for (Deployment line : view.run().deployments()) {
      String state = line.state().name().replace('_', ' ').toLowerCase(Locale.ROOT);
      String commit = line.release().commit();
      newest.put(line.environment(), SafeText.abridged(commit, 13) + " " + state);
    }
    return newest;
  }
}
