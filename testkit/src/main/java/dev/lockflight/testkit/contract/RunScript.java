package dev.lockflight.testkit.contract;

import dev.lockflight.Cause;
import dev.lockflight.Digest;
import dev.lockflight.ItemPath;
import dev.lockflight.ParameterValues;
import dev.lockflight.Phase;
import dev.lockflight.PipelineName;
import dev.lockflight.Principal;
import dev.lockflight.Release;
import dev.lockflight.RunId;
import dev.lockflight.StageName;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Origin;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.RunSummary;
import dev.lockflight.run.StepEvent;
import dev.lockflight.store.Append;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes what an engine would append for one run. Not thread-safe. */
public final class RunScript {
  public static final PipelineName DELIVERY = PipelineName.of("delivery");
  public static final Release RELEASE = Release.of("0a1b2c3d4e5f60718293a4b5c6d7e8f901234567");

  private final RunId run;
  private final Instant created;
  private PipelineName pipeline = DELIVERY;
  private RunStatus status = RunStatus.RUNNING;
  private RunSummary.Waits waits = RunSummary.Waits.NONE;
  private long seq;

  public RunScript(String run, Instant created) {
    this.run = RunId.of(run);
    this.created = created;
  }

  public RunScript of(String name) {
    pipeline = PipelineName.of(name);
    return this;
  }

  public RunScript in(RunStatus next) {
    status = next;
    return this;
  }

  public RunScript waiting(RunSummary.Waits next) {
    waits = next;
    return this;
  }

  /** Goes on as if that many entries were there. */
  public RunScript from(long lastSeq) {
    seq = lastSeq;
    return this;
  }

  public RunId run() {
    return run;
  }

  public long seq() {
    return seq;
  }

  public Append next(RunEvent... events) {
    List<JournalEntry> entries = new ArrayList<>();
    for (RunEvent event : events) {
      seq++;
      entries.add(new JournalEntry(run, seq, created.plusNanos(seq), event));
    }
    return new Append(entries, summary(), null);
  }

  public Append step(int number) {
    ItemPath step = new ItemPath(StageName.of("build"), Phase.RUN, "step-" + number);
    return next(
        new StepEvent.StepStarted(step, 1, run + "/" + number),
        new StepEvent.StepSucceeded(step, 1, null, null, Map.of()));
  }

  public RunSummary summary() {
    RunSummary.Moments moments = new RunSummary.Moments(created, created.plusNanos(seq), seq);
    return new RunSummary(run, pipeline, RELEASE, status, moments, waits);
  }

  public RunEvent.Created created(Digest structure) {
    return new RunEvent.Created(
        pipeline,
        structure,
        Cause.push("main", Principal.of("ada")),
        RELEASE,
        ParameterValues.NONE,
        Origin.START);
  }
}
