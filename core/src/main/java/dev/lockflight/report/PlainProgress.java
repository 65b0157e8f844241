package dev.lockflight.report;

import dev.lockflight.ItemPath;
import dev.lockflight.Progress;
import dev.lockflight.RunId;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.RunListener;
import dev.lockflight.run.StepEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells what happens in runs as plain lines, for logs and for whatever is not a terminal. Each line
 * begins with the time since the run was created; lines of other runs than the first one carry
 * their id.
 *
 * <p>Progress of a step is told at its first and last count and at most every ten seconds between.
 * What a step says is kept back, and its last twenty lines are printed when it fails; {@link
 * #withOutput()} prints all of it at once. Thread-safe.
 */
public final class PlainProgress implements RunListener {
  private static final Duration BETWEEN_PROGRESS = Duration.ofSeconds(10);
  private static final int TAIL = 20;
  private static final int LONGEST_LINE = 2_000;

  private record Item(RunId run, ItemPath path) {}

  private final Appendable out;
  private final InstantSource clock;
  private final boolean output;
  private final Map<RunId, Instant> starts = new HashMap<>();
  private final Map<Item, Instant> told = new HashMap<>();
  private final Map<Item, Deque<String>> tails = new HashMap<>();
  private @Nullable RunId first;

  private PlainProgress(Appendable out, InstantSource clock, boolean output) {
    this.out = out;
    this.clock = clock;
    this.output = output;
  }

  /**
   * Lines to a stream that stays the caller's.
   *
   * @param clock for what is not in the journal: progress and output of steps
   */
  public static PlainProgress to(Appendable out, InstantSource clock) {
    return new PlainProgress(out, clock, false);
  }

  /** Prints every line that steps and gates say as it comes. */
  public PlainProgress withOutput() {
    return new PlainProgress(out, clock, true);
  }

  @Override
  public synchronized void happened(JournalEntry entry, Run run) {
    starts.put(entry.run(), run.createdAt());
    if (first == null) {
      first = entry.run();
    }
    Optional<String> text = PlainLine.of(entry, run);
    text.ifPresent(line -> print(entry.run(), entry.at(), line));
    if (text.isPresent()) {
      PlainLine.evidence(entry).forEach(line -> print(entry.run(), entry.at(), "    " + line));
    }
    if (entry.event() instanceof StepEvent event) {
      ended(entry, event);
    } else if (entry.event() instanceof RunEvent.Ended) {
      forget(entry.run());
    }
  }

  @Override
  public synchronized void progressed(RunId run, ItemPath step, Progress progress) {
    Instant now = clock.instant();
    Instant last = told.get(new Item(run, step));
    boolean due = last == null || !now.isBefore(last.plus(BETWEEN_PROGRESS));
    if (due || progress.done() == progress.total()) {
      told.put(new Item(run, step), now);
      print(run, now, PlainLine.title(step) + " " + progress);
    }
  }

  @Override
  public synchronized void said(RunId run, ItemPath item, String line) {
    if (output) {
      print(run, clock.instant(), PlainLine.title(item) + " | " + line);
      return;
    }
    Deque<String> tail = tails.computeIfAbsent(new Item(run, item), i -> new ArrayDeque<>());
    tail.addLast(SafeText.abridged(line, LONGEST_LINE));
    if (tail.size() > TAIL) {
      tail.removeFirst();
    }
  }

  private void ended(JournalEntry entry, StepEvent event) {
    if (event instanceof StepEvent.StepSubmitted) {
      return;
    }
    Item item = new Item(entry.run(), event.step());
    Deque<String> tail = tails.remove(item);
    told.remove(item);
    if (tail != null && event instanceof StepEvent.StepFailed) {
      tail.forEach(
          line -> print(entry.run(), entry.at(), PlainLine.title(event.step()) + " | " + line));
    }
  }

  private void forget(RunId run) {
    var unused = starts.remove(run);
    told.keySet().removeIf(item -> item.run().equals(run));
    tails.keySet().removeIf(item -> item.run().equals(run));
  }

  private void print(RunId run, Instant at, String text) {
    Instant start = starts.computeIfAbsent(run, r -> at);
    String id = first == null || run.equals(first) ? "" : "[" + run + "] ";
    String line = SafeText.abridged(SafeText.unstripped(text).stripTrailing(), LONGEST_LINE);
    try {
      out.append(Elapsed.sinceStart(Duration.between(start, at)))
          .append(' ')
          .append(id)
          .append(line)
          .append('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the progress of run " + run, e);
    }
  }
}
