package dev.lockflight.connector.cli;

import dev.lockflight.ItemPath;
import dev.lockflight.Progress;
import dev.lockflight.RunId;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunListener;
import dev.lockflight.run.RunStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shows one run of all that an engine works on. Which one is known only when it was started, so
 * what happens before is kept and told then. Thread-safe.
 */
final class Focus implements RunListener {
  private record Told(JournalEntry entry, Run run) {}

  private final Map<RunId, Run> latest = new HashMap<>();
  private final List<Told> early = new ArrayList<>();
  private @Nullable RunId watched;
  private @Nullable RunListener to;

  /** From now on, and about what happened already, this run is told to the listener. */
  synchronized void on(RunId run, RunListener listener) {
    watched = run;
    to = listener;
    early.forEach(told -> tell(told.entry(), told.run()));
    early.clear();
  }

  @Override
  public synchronized void happened(JournalEntry entry, Run run) {
    latest.put(entry.run(), run);
    if (to == null) {
      early.add(new Told(entry, run));
    } else {
      tell(entry, run);
    }
  }

  private void tell(JournalEntry entry, Run run) {
    RunListener listener = to;
    if (listener != null && entry.run().equals(watched)) {
      listener.happened(entry, run);
    }
  }

  @Override
  public synchronized void progressed(RunId run, ItemPath step, Progress progress) {
    if (to != null && run.equals(watched)) {
      to.progressed(run, step, progress);
    }
  }

  @Override
  public synchronized void said(RunId run, ItemPath item, String line) {
    if (to != null && run.equals(watched)) {
      to.said(run, item, line);
    }
  }

  synchronized Optional<Run> latest(RunId run) {
    return Optional.ofNullable(latest.get(run));
  }

  /** The other runs that this engine took up and that are doing something. */
  synchronized List<RunId> othersUnderWay() {
    return latest.values().stream()
        .filter(run -> !run.id().equals(watched))
        .filter(run -> run.status() == RunStatus.RUNNING || run.status() == RunStatus.PENDING)
        .map(Run::id)
        .sorted()
        .toList();
  }
}
