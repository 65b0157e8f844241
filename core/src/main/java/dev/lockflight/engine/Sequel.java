package dev.lockflight.engine;

import dev.lockflight.Cause;
import dev.lockflight.PipelineName;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import java.util.Set;

/** What the end of a pipeline's run starts. */
interface Sequel {
  PipelineName upstream();

  /** The ends that start something. */
  Set<RunStatus> ends();

  /** What it is called in bookmarks and messages; never changes. */
  String name();

  /** Starts it, once per run however often it is told. */
  void after(Run ended, StartOccurrence start);

  /** The same cause as of the run, as far as people go. */
  static Cause withPeopleOf(Run run, Cause cause) {
    return cause.withAuthors(run.created().cause().authors().toArray(new String[0]));
  }
}
