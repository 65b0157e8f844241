package dev.lockflight.engine;

import dev.lockflight.Cause;
import dev.lockflight.MissedRuns;
import dev.lockflight.PipelineName;
import dev.lockflight.Release;
import dev.lockflight.Revision;
import dev.lockflight.Trigger;
import dev.lockflight.store.RunStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Starts a pipeline when its schedule says so. How far it has come stands in the store, after each
 * start, and the start's key is the occurrence: a crash between the two starts nothing twice.
 */
final class Schedule implements Watch {
  /** Who notices an occurrence later than this has missed it. */
  private static final Duration ON_TIME = Duration.ofMinutes(1);

  private final PipelineName pipeline;
  private final Trigger.Cron cron;
  private final CronTimes times;
  private final WatchedBranch branch;
  private final RunStore store;
  private final StartOccurrence start;
  private final Consumer<TriggerEvent> tell;
  private final Deque<Instant> due = new ArrayDeque<>();
  private @Nullable Instant considered;

  Schedule(
      PipelineName pipeline,
      Trigger.Cron cron,
      WatchedBranch branch,
      RunStore store,
      StartOccurrence start,
      Consumer<TriggerEvent> tell) {
    this.pipeline = pipeline;
    this.cron = cron;
    this.times = new CronTimes(cron);
    this.branch = branch;
    this.store = store;
    this.start = start;
    this.tell = tell;
  }

  CronTimes times() {
    return times;
  }

  @Override
  public String what() {
    return cron + " of " + pipeline;
  }

  @Override
  public Optional<Instant> look(Instant woken) throws IOException, InterruptedException {
    Instant before = considered == null ? kept(woken) : considered;
    Instant now = woken.isBefore(before) ? before : woken;
    consider(before, now);
    considered = now;
    while (!due.isEmpty()) {
      Instant next = due.element();
      start(next);
      keep(next);
      Instant unused = due.remove();
    }
    return times.after(now);
  }

  /** What the store says; a schedule that is new begins now, with nothing to make up for. */
  private Instant kept(Instant now) {
    Optional<Instant> known = store.bookmark(bookmark()).map(Instant::parse);
    if (known.isEmpty()) {
      keep(now);
    }
    return known.orElse(now);
  }

  private void consider(Instant before, Instant now) {
    MissedRuns policy = cron.missed();
    Instant onTime = now.minus(ON_TIME).isBefore(before) ? before : now.minus(ON_TIME);
    List<Instant> missed = times.latest(policy.atLeastOne(), before, onTime);
    List<Instant> present = times.latest(policy.atLeastOne(), onTime, now);
    due.addAll(policy.most() == 0 ? List.of() : missed);
    due.addAll(present);
    while (due.size() > policy.atLeastOne()) {
      Instant unused = due.remove();
    }
    if (!missed.isEmpty()) {
      Instant last = missed.get(missed.size() - 1);
      int made = (int) missed.stream().filter(due::contains).count();
      tell.accept(new TriggerEvent.Missed(pipeline, cron.toString(), before, last, made));
      if (due.isEmpty()) {
        keep(last);
      }
    }
  }

  private void start(Instant at) throws IOException, InterruptedException {
    String name = bookmark() + " commit";
    Revision head = branch.headSince(store.bookmark(name));
    Cause cause =
        Cause.cron(cron.expression().text()).withAuthors(head.authors().toArray(new String[0]));
    String key = "schedule " + cron.expression() + " " + cron.zone() + " " + at;
    var unused = start.of(pipeline, Occurrence.named(key, cause, Release.of(head.commit())));
    store.keepBookmark(name, head.commit());
  }

  private void keep(Instant moment) {
    store.keepBookmark(bookmark(), moment.toString());
  }

  private String bookmark() {
    return "schedule " + pipeline + " " + cron.expression() + " " + cron.zone();
  }
}
