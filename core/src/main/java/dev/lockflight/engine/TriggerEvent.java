package dev.lockflight.engine;

import dev.lockflight.GateName;
import dev.lockflight.PipelineName;
import dev.lockflight.RunId;
import java.time.Instant;

/** Something a trigger did, or could not do. Immutable. */
public sealed interface TriggerEvent {
  /** What happened, in a sentence. */
  String describe();

  /** A run was started; that is durable. */
  record Started(PipelineName pipeline, RunId run, Occurrence occurrence) implements TriggerEvent {
    @Override
    public String describe() {
      return "started run %s of %s for %s: %s"
          .formatted(run, pipeline, occurrence.release(), occurrence.cause());
    }
  }

  /** It had been started before, perhaps told by another source; nothing was done. */
  record AlreadyStarted(PipelineName pipeline, RunId run, Occurrence occurrence)
      implements TriggerEvent {
    @Override
    public String describe() {
      return "run %s of %s is there already for %s: %s"
          .formatted(run, pipeline, occurrence.release(), occurrence.cause());
    }
  }

  /** The pipeline could not be started like this, now or ever; it is not tried again. */
  record Refused(PipelineName pipeline, Occurrence occurrence, String why) implements TriggerEvent {
    @Override
    public String describe() {
      return "%s was not started by %s: %s".formatted(pipeline, occurrence.cause(), why);
    }
  }

  /**
   * Occurrences of a schedule that nobody was there for.
   *
   * @param since after which moment
   * @param last the newest of them
   * @param madeUpFor how many of them are run now
   */
  record Missed(PipelineName pipeline, String schedule, Instant since, Instant last, int madeUpFor)
      implements TriggerEvent {
    @Override
    public String describe() {
      return "%s: %s was missed after %s, the last time at %s; %s"
          .formatted(
              pipeline,
              schedule,
              since,
              last,
              madeUpFor == 0 ? "skipped" : madeUpFor + " made up for now");
    }
  }

  /** Somebody answered an approval elsewhere, and it counts. */
  record Answered(RunId run, GateName approval, AnswerSource.Given given) implements TriggerEvent {
    @Override
    public String describe() {
      return "run %s, %s: %s says %s (%s)"
          .formatted(run, approval, given.by().name(), given.answer(), given.id());
    }
  }

  /** Somebody answered an approval elsewhere, and it does not count. */
  record NotAnswered(RunId run, GateName approval, AnswerSource.Given given, String why)
      implements TriggerEvent {
    @Override
    public String describe() {
      return "run %s, %s: the answer of %s (%s) does not count: %s"
          .formatted(run, approval, given.by().name(), given.id(), why);
    }
  }

  /** A branch is watched from this commit on, which starts nothing. */
  record Noted(String source, String branch, String commit) implements TriggerEvent {
    @Override
    public String describe() {
      return "%s of %s is at %s; the next commit starts runs".formatted(branch, source, commit);
    }
  }

  /**
   * Something could not be looked at; it is tried again.
   *
   * @param failures how often in a row
   */
  record Failed(String what, String problem, int failures, Instant again) implements TriggerEvent {
    @Override
    public String describe() {
      return "%s failed (%d in a row), tried again at %s: %s"
          .formatted(what, failures, again, problem);
    }
  }

  /** What had failed works again. */
  record Recovered(String what, int failures) implements TriggerEvent {
    @Override
    public String describe() {
      return "%s works again after %d failures".formatted(what, failures);
    }
  }
}
