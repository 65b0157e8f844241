package dev.lockflight.engine;

import dev.lockflight.EnvironmentName;
import dev.lockflight.Gate;
import dev.lockflight.ItemPath;
import dev.lockflight.LockRule;
import dev.lockflight.StageName;
import dev.lockflight.StageNode;

/** What a turn wants done in the world; started only when the turn's events are durable. */
sealed interface Effect {
  /** Run a call, or submit a remote operation. */
  record RunStep(Attempt attempt) implements Effect {}

  /** Ask a remote operation how it is going. */
  record PollStep(Attempt attempt) implements Effect {}

  /** Cancel a remote operation; a call has already been interrupted. */
  record StopStep(Attempt attempt) implements Effect {}

  /** Ask a gate that reads the world. */
  record AskGate(StageNode node, ItemPath path, Gate gate) implements Effect {}

  /** Queue for an environment. */
  record WantLock(StageName stage, EnvironmentName environment, LockRule rule) implements Effect {}

  /** Let others have an environment, or leave the queue for it. */
  record FreeLock(StageName stage, EnvironmentName environment) implements Effect {}
}
