package dev.lockflight.engine;

import dev.lockflight.Cause;
import dev.lockflight.PipelineName;
import dev.lockflight.RunId;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Origin;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.RunListener;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.RunSummary;
import dev.lockflight.store.RunStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Starts what the success of a pipeline starts. It hears of the success; what succeeded while
 * nobody heard is found in the store when the engine is opened again.
 */
final class Downstream implements Watch, RunListener {
  /** Ends that were being written when the store was last looked through. */
  private static final Duration OVERLAP = Duration.ofHours(1);

  private final PipelineName upstream;
  private final Works works;
  private final StartOccurrence start;
  private final Queue<RunId> succeeded = new ConcurrentLinkedQueue<>();
  private Runnable call = () -> {};
  private boolean isCaughtUp;

  Downstream(PipelineName upstream, Works works, StartOccurrence start) {
    this.upstream = upstream;
    this.works = works;
    this.start = start;
  }

  void calling(Runnable lookout) {
    call = lookout;
  }

  @Override
  public String what() {
    return "success of " + upstream;
  }

  @Override
  public void happened(JournalEntry entry, Run run) {
    boolean success =
        entry.event() instanceof RunEvent.Ended ended && ended.status() == RunStatus.SUCCEEDED;
    if (success && run.pipeline().equals(upstream)) {
      succeeded.add(run.id());
      call.run();
    }
  }

  @Override
  public Optional<Instant> look(Instant woken) {
    if (!isCaughtUp) {
      catchUp(woken);
      isCaughtUp = true;
    }
    for (RunId run = succeeded.peek(); run != null; run = succeeded.peek()) {
      startAfter(run);
      var unused = succeeded.remove();
    }
    return Optional.empty();
  }

  private void catchUp(Instant now) {
    String name = "success " + upstream;
    Optional<Instant> since = works.store().bookmark(name).map(Instant::parse);
    since.ifPresent(
        moment ->
            works
                .store()
                .list(new RunStore.Query(upstream, Set.of(RunStatus.SUCCEEDED), 10_000))
                .stream()
                .filter(run -> run.moments().changed().isAfter(moment.minus(OVERLAP)))
                .map(RunSummary::run)
                .forEach(this::startAfter));
    works.store().keepBookmark(name, now.toString());
  }

  private void startAfter(RunId run) {
    works.read(run).ifPresent(this::start);
  }

  private void start(Run run) {
    if (run.created().origin().kind() == Origin.Kind.ROLLBACK) {
      return; // what was brought back has not been promoted
    }
    Cause before = run.created().cause();
    Cause cause =
        Cause.upstream(upstream, before.by()).withAuthors(before.authors().toArray(new String[0]));
    var unused = start.everywhere(Occurrence.named("success " + run.id(), cause, run.release()));
  }
}
