package dev.lockflight.testkit.simulation;

import dev.lockflight.OrderEntry;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.store.Append;
import dev.lockflight.store.ForwardingRunStore;
import dev.lockflight.store.RunStore;
import java.util.ArrayList;
import java.util.List;

/**
 * A store whose writer can be killed between two writes. What was written before stays; the next
 * writer finds it, and nobody has to hand anything over. Not thread-safe.
 */
public final class KillableStore extends ForwardingRunStore {
  /** The process has been killed: nothing of it goes on. Not an exception that code may handle. */
  public static final class Killed extends Error {
    private static final long serialVersionUID = 1;

    Killed() {
      super("killed", null, false, false);
    }
  }

  private static final Ownership NOBODYS = () -> {};

  private final List<JournalEntry> history = new ArrayList<>();
  private int writes;
  private int last = Integer.MAX_VALUE;

  public KillableStore(RunStore store) {
    super(store);
  }

  /** The writer is killed when it wants to write more than so many times from now on. */
  public void dieAfter(int more) {
    last = writes + more;
  }

  /** Nobody is killed any more. */
  public void live() {
    last = Integer.MAX_VALUE;
  }

  /** Every entry of every run, in the order in which they became durable. */
  public List<JournalEntry> history() {
    return history;
  }

  /** How often something was written. */
  public int writes() {
    return writes;
  }

  private void liveOrDie() {
    if (writes >= last) {
      throw new Killed();
    }
  }

  @Override
  public void keepBookmark(String name, String value) {
    liveOrDie();
    super.keepBookmark(name, value);
    writes++;
  }

  @Override
  public void write(OrderEntry order) {
    liveOrDie();
    super.write(order);
    writes++;
  }

  @Override
  public void append(List<Append> appends) {
    liveOrDie();
    super.append(appends);
    writes++;
    appends.forEach(append -> history.addAll(append.entries()));
  }

  @Override
  public Ownership own(String owner) {
    return NOBODYS;
  }
}
