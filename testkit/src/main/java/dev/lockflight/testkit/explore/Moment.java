package dev.lockflight.testkit.explore;

import dev.lockflight.Ledger;
import dev.lockflight.Order;
import dev.lockflight.OrderEntry;
import dev.lockflight.Pipeline;
import dev.lockflight.Release;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Run;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an invariant can look at: how everything stands, and what has happened since it was asked
 * last. Valid until the next thing happens.
 *
 * @param runs every run, oldest first
 * @param happenings since the last moment, in order
 * @param past everything so far
 * @param effects what steps did in the world
 * @param isOver whether nothing more can happen but a disturbance
 */
public record Moment(
    Pipeline pipeline,
    List<Run> runs,
    List<Happening> happenings,
    Past past,
    Effects effects,
    boolean isOver) {
  /**
   * Everything so far.
   *
   * @param history every event of every run, in order
   */
  public record Past(List<JournalEntry> history, Ledger ledger) {}

  /**
   * What steps did, whether or not the engine could write that down.
   *
   * @param executions how often each attempt at a call was executed
   * @param submissions the idempotency keys with which each attempt at a remote operation was
   *     submitted
   */
  public record Effects(Map<String, Integer> executions, Map<String, Set<String>> submissions) {
    public Effects {
      executions = Map.copyOf(executions);
      submissions = Map.copyOf(submissions);
    }
  }

  public Moment {
    runs = List.copyOf(runs);
    happenings = List.copyOf(happenings);
  }

  /** What is deployed where, and what people ordered. */
  public Ledger ledger() {
    return past.ledger();
  }

  /** Whether somebody vetoed it everywhere. */
  static boolean hasVeto(Ledger ledger, Release release) {
    return ledger.orders().entries().stream()
        .map(OrderEntry::order)
        .anyMatch(
            order ->
                order instanceof Order.Veto veto
                    && veto.environment() == null
                    && veto.commit().equals(release.commit()));
  }
}
