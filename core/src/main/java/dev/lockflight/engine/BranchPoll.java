package dev.lockflight.engine;

import dev.lockflight.Revision;
import dev.lockflight.store.RunStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks at a branch from time to time and starts what a push to it starts. Which commit it has seen
 * stands in the store, after the starts: a commit that came while nobody looked is found later, and
 * one that a webhook told of as well starts nothing twice.
 */
final class BranchPoll implements Watch {
  private final WatchedBranch branch;
  private final Duration every;
  private final boolean startsWithTheFirst;
  private final RunStore store;
  private final StartOccurrence start;
  private final Consumer<TriggerEvent> tell;

  BranchPoll(
      TriggersSetup.Poll poll, RunStore store, StartOccurrence start, Consumer<TriggerEvent> tell) {
    this.branch = poll.branch();
    this.every = poll.every();
    this.startsWithTheFirst = poll.startsWithTheFirst();
    this.store = store;
    this.start = start;
    this.tell = tell;
  }

  @Override
  public String what() {
    return "looking at " + branch;
  }

  @Override
  public Optional<Instant> look(Instant woken) throws IOException, InterruptedException {
    String name = "poll " + branch.revisions().name() + " " + branch.name();
    Optional<String> seen = store.bookmark(name);
    Revision head = branch.headSince(seen);
    if (seen.isEmpty() && !startsWithTheFirst) {
      store.keepBookmark(name, head.commit());
      tell.accept(new TriggerEvent.Noted(branch.revisions().name(), branch.name(), head.commit()));
    } else if (!seen.equals(Optional.of(head.commit()))) {
      var unused = start.everywhere(branch.push(head));
      store.keepBookmark(name, head.commit());
    }
    return Optional.of(woken.plus(every));
  }
}
