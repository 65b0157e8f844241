package dev.lockflight.engine;

import dev.lockflight.Pipeline;
import dev.lockflight.run.JournalEntry;
import java.util.List;
import java.util.Optional;

/**
 * Replays a journal against today's definition of its pipeline: would each event still be allowed
 * where it stands? The rules are the engine's own: what it decides by itself is decided anew and
 * compared; what came from the world, from people or from time is taken as it was, and checked for
 * whether it could have come.
 *
 * <p>Not compared are words (reasons, summaries, idempotency keys), and the answers of gates other
 * than approvals: those depended on the world of that time. Nothing is run, asked or written.
 * Immutable and thread-safe.
 *
 * <pre>{@code
 * Legality today = Replay.of(delivery).check(engine.journal(run));
 * }</pre>
 */
public final class Replay {
  private final Pipeline pipeline;

  private Replay(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  /** A replay against this definition. */
  public static Replay of(Pipeline pipeline) {
    return new Replay(pipeline);
  }

  /**
   * Whether the journal is legal. The beginning of a legal journal is legal.
   *
   * @param journal of one run, oldest entry first, at least the first
   */
  public Legality check(List<JournalEntry> journal) {
    if (journal.isEmpty()) {
      throw new IllegalArgumentException("a journal to replay must have at least one entry");
    }
    Replaying replaying = new Replaying(pipeline, journal.get(0).run());
    for (JournalEntry entry : journal) {
      Optional<String> problem = replaying.next(entry);
      if (problem.isPresent()) {
        return new Legality.FirstIllegal(entry, problem.get());
      }
    }
    return new Legality.Legal(replaying.run());
  }
}
