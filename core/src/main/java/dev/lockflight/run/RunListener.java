package dev.lockflight.run;

import dev.lockflight.ItemPath;
import dev.lockflight.Progress;
import dev.lockflight.RunId;

/**
 * Is told what happens in runs, as it happens. What one run does is told in order; several runs may
 * be told from several threads at once. It must return quickly; an exception is logged and ignored.
 */
public interface RunListener {
  /**
   * Something happened and is durable.
   *
   * @param run the run after it
   */
  default void happened(JournalEntry entry, Run run) {}

  /** A running step says how far it is; not durable, may be left out when there is too much. */
  default void progressed(RunId run, ItemPath step, Progress progress) {}

  /** A running step or gate says something; secrets are already redacted. */
  default void said(RunId run, ItemPath item, String line) {}
}
