package dev.lockflight.engine;

import java.time.Instant;
import java.util.Optional;

/** Something a trigger has to look at again and again, never twice at the same time. */
interface Watch {
  /** What it looks at, for messages. */
  String what();

  /**
   * Looks, and starts what there is to start; may block. Whatever it throws is told, and it looks
   * again, later each time.
   *
   * @param woken when it was to look; a busy engine may let it look later
   * @return when to look again; empty to be called
   */
  Optional<Instant> look(Instant woken) throws Exception;
}
