package dev.lockflight.engine;

import dev.lockflight.Gate;
import dev.lockflight.ItemPath;
import dev.lockflight.Operation;

/**
 * What is done in the place of operations, and asked in the place of gates, while everything else
 * is real: for simulations and dry runs. The pipeline, and the structure its runs are pinned to,
 * stay as they are. Must answer alike each time, and be thread-safe.
 */
public interface StandIns {
  /** Everything is real. */
  StandIns NONE = new StandIns() {};

  /** The operation that is performed; of the same kind, call or remote, as the real one. */
  default Operation<?> operation(ItemPath step, Operation<?> real) {
    return real;
  }

  /**
   * The gate that is asked. Who must approve, and whether it reads the world, the real one says.
   */
  default Gate gate(ItemPath gate, Gate real) {
    return real;
  }
}
