package dev.lockflight.engine;

import dev.lockflight.ItemPath;
import dev.lockflight.RunId;

/**
 * What the engine hands to {@link EngineThreads#steps}, so that an executor can see what it is
 * about to run: a simulation decides by it when a step ends. It may block, and never throws.
 */
public interface EngineTask extends Runnable {
  /** What running it does. */
  enum Kind {
    /** Runs a call to its end. */
    CALL,
    /** Submits a remote operation. */
    SUBMIT,
    /** Asks a remote operation how it is going. */
    POLL,
    /** Asks a remote operation to stop. */
    CANCEL,
    /** Asks a gate that reads the world. */
    GATE,
    /** Sends a notification; its item is named as its channel. */
    NOTIFY
  }

  Kind kind();

  RunId ofRun();

  ItemPath item();

  /** 1 for the first; 0 for a gate. */
  int attempt();

  /** Whether it was interrupted, by a timeout, an abort or the end of its engine. */
  boolean isStopped();
}
