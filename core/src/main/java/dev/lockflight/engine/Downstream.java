package dev.lockflight.engine;

import dev.lockflight.RunId;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.RunListener;
import dev.lockflight.run.RunSummary;
import dev.lockflight.store.RunStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Starts what the end of a pipeline starts. It hears of the end; what ended while nobody heard is
 * found in the store when the engine is opened again.
 */
final class Downstream implements Watch, RunListener {
  /** Ends that were being written when the store was last looked through. */
  private static final Duration OVERLAP = Duration.ofHours(1);

  private final Sequel sequel;
  private final Works works;
  private final StartOccurrence start;
  private final Queue<RunId> ended = new ConcurrentLinkedQueue<>();
  private Runnable call = () -> {};
  private boolean isCaughtUp;

  Downstream(Sequel sequel, Works works, StartOccurrence start) {
    this.sequel = sequel;
    this.works = works;
    this.start = start;
  }

  void calling(Runnable lookout) {
    call = lookout;
  }

  @Override
  public String what() {
    return "what starts on the " + sequel.name();
  }

  @Override
  public void happened(JournalEntry entry, Run run) {
    boolean starts =
        entry.event() instanceof RunEvent.Ended end && sequel.ends().contains(end.status());
    if (starts && run.pipeline().equals(sequel.upstream())) {
      ended.add(run.id());
      call.run();
    }
  }

  @Override
  public Optional<Instant> look(Instant woken) {
    if (!isCaughtUp) {
      catchUp(woken);
      isCaughtUp = true;
    }
    for (RunId run = ended.peek(); run != null; run = ended.peek()) {
      startAfter(run);
      var unused = ended.remove();
    }
    return Optional.empty();
  }

  private void catchUp(Instant now) {
    String name = sequel.name();
    Optional<Instant> since = works.store().bookmark(name).map(Instant::parse);
    since.ifPresent(
        moment ->
            works
                .store()
                .list(new RunStore.Query(sequel.upstream(), sequel.ends(), 10_000))
                .stream()
                .filter(run -> run.moments().changed().isAfter(moment.minus(OVERLAP)))
                .map(RunSummary::run)
                .forEach(this::startAfter));
    works.store().keepBookmark(name, now.toString());
  }

  private void startAfter(RunId run) {
    works.read(run).ifPresent(found -> sequel.after(found, start));
  }
}
