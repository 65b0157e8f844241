package dev.lockflight.report;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.lockflight.Cause;
import dev.lockflight.Evidence;
import dev.lockflight.FailureClass;
import dev.lockflight.ItemPath;
import dev.lockflight.ParameterValues;
import dev.lockflight.Phase;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.Release;
import dev.lockflight.RunId;
import dev.lockflight.StageName;
import dev.lockflight.Verdict;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Origin;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.RunListener;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StageEvent;
import dev.lockflight.run.StepEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A journal as an engine would write it, told in few words. */
final class Story {
  static final Instant START = Instant.parse("2026-07-31T12:00:00Z");
  static final Principal ANNA = new Principal("anna", java.util.Set.of(), "github");

  private final Pipeline pipeline;
  private final RunId id;
  private final List<JournalEntry> journal = new ArrayList<>();
  private final List<RunListener> listeners = new ArrayList<>();
  private Instant now = START;
  private Run run;

  Story(Pipeline pipeline, String id) {
    this.pipeline = pipeline;
    this.id = RunId.of(id);
    this.run = Run.empty(this.id);
  }

  @CanIgnoreReturnValue
  Story toldTo(RunListener listener) {
    listeners.add(listener);
    return this;
  }

  @CanIgnoreReturnValue
  Story created() {
    return then(
        new RunEvent.Created(
            pipeline.name(),
            pipeline.structure().digest(),
            Cause.push("main", ANNA),
            Release.of("4f2a9c0d7e81b35566aa"),
            new ParameterValues(Map.of("selection", "tag:deploy")),
            Origin.START));
  }

  @CanIgnoreReturnValue
  Story then(RunEvent event) {
    JournalEntry entry = new JournalEntry(id, journal.size() + 1L, now, event);
    journal.add(entry);
    run = run.after(entry);
    listeners.forEach(listener -> listener.happened(entry, run));
    return this;
  }

  @CanIgnoreReturnValue
  Story after(double seconds) {
    now = now.plusMillis(Math.round(seconds * 1000));
    return this;
  }

  @CanIgnoreReturnValue
  Story begun(String stage) {
    return then(new StageEvent.StageBegun(StageName.of(stage)));
  }

  @CanIgnoreReturnValue
  Story enters(String stage, Phase phase) {
    return then(new StageEvent.PhaseEntered(StageName.of(stage), phase, null, ""));
  }

  @CanIgnoreReturnValue
  Story fails(String stage, Phase phase, String reason) {
    return then(new StageEvent.PhaseEntered(StageName.of(stage), phase, RunStatus.FAILED, reason));
  }

  @CanIgnoreReturnValue
  Story stageEnded(String stage, RunStatus status, String reason) {
    return then(new StageEvent.StageEnded(StageName.of(stage), status, reason));
  }

  @CanIgnoreReturnValue
  Story ended(RunStatus status, String reason) {
    return then(new RunEvent.Ended(status, reason));
  }

  @CanIgnoreReturnValue
  Story started(ItemPath step) {
    return then(new StepEvent.StepStarted(step, 1, "key-" + journal.size()));
  }

  @CanIgnoreReturnValue
  Story succeeded(ItemPath step) {
    return then(new StepEvent.StepSucceeded(step, 1, null, null, Map.of()));
  }

  @CanIgnoreReturnValue
  Story failed(ItemPath step, String message, Evidence... evidence) {
    return then(new StepEvent.StepFailed(step, 1, FailureClass.FATAL, message, List.of(evidence)));
  }

  /** Started, and done so many seconds later. */
  @CanIgnoreReturnValue
  Story step(ItemPath step, double seconds) {
    return started(step).after(seconds).succeeded(step);
  }

  @CanIgnoreReturnValue
  Story gate(ItemPath gate, Verdict verdict) {
    return then(new StageEvent.GateDecided(gate, verdict));
  }

  /** A stage whose single step is called like this. */
  @CanIgnoreReturnValue
  Story stage(String stage, String step, double seconds) {
    return begun(stage)
        .enters(stage, Phase.RUN)
        .step(item(stage, Phase.RUN, step), seconds)
        .stageEnded(stage, RunStatus.SUCCEEDED, "");
  }

  static ItemPath item(String stage, Phase phase, String name) {
    return new ItemPath(StageName.of(stage), phase, name);
  }

  Pipeline pipeline() {
    return pipeline;
  }

  Instant now() {
    return now;
  }

  Run run() {
    return run;
  }

  List<JournalEntry> journal() {
    return journal;
  }

  RunReport report() {
    return RunReport.of(pipeline, run, journal);
  }
}
