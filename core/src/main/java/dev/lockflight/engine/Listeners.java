package dev.lockflight.engine;

import dev.lockflight.ItemPath;
import dev.lockflight.Progress;
import dev.lockflight.RunId;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells everybody who follows, and lets none of them disturb a run. */
final class Listeners implements RunListener {
  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

  private final List<RunListener> all = new CopyOnWriteArrayList<>();

  void add(RunListener listener) {
    all.add(listener);
  }

  void remove(RunListener listener) {
    all.remove(listener);
  }

  @Override
  public void happened(JournalEntry entry, Run run) {
    tell(listener -> listener.happened(entry, run));
  }

  @Override
  public void progressed(RunId run, ItemPath step, Progress progress) {
    tell(listener -> listener.progressed(run, step, progress));
  }

  @Override
  public void said(RunId run, ItemPath item, String line) {
    tell(listener -> listener.said(run, item, line));
  }

  private void tell(Consumer<RunListener> what) {
    for (RunListener listener : all) {
      try {
        what.accept(listener);
      } catch (RuntimeException e) {
        LOG.warn("a listener failed; the run goes on without it having been told", e);
      }
    }
  }
}
