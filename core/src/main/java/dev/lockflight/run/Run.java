package dev.lockflight.run;

import dev.lockflight.Deployment;
import dev.lockflight.Notice;
import dev.lockflight.ParameterValues;
import dev.lockflight.PipelineName;
import dev.lockflight.Release;
import dev.lockflight.RunId;
import dev.lockflight.StageName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.OrderedPMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * One execution of a pipeline for one release: a fold over its journal. Immutable; each event makes
 * the next run in a time that does not depend on how many stages there are.
 */
public final class Run {
  /** What changes seldom. */
  private record Head(
      RunEvent.@Nullable Created created,
      @Nullable Instant createdAt,
      @Nullable End end,
      String reason,
      @Nullable String abort,
      Release release) {}

  private record End(RunStatus status, Instant at) {}

  /** What the run has gathered. */
  private record Contents(
      PMap<StageName, StageRun> stages,
      PMap<OutputKey, String> outputs,
      PVector<Deployment> deployments,
      OrderedPMap<Notice, NotificationRun> notifications,
      Tally tally) {}

  private final RunId id;
  private final Head head;
  private final Contents contents;
  private final long seq;
  private final @Nullable Instant changedAt;

  private Run(RunId id, Head head, Contents contents, long seq, @Nullable Instant changedAt) {
    this.id = id;
    this.head = head;
    this.contents = contents;
    this.seq = seq;
    this.changedAt = changedAt;
  }

  /** A run to which nothing has happened yet. */
  public static Run empty(RunId id) {
    return new Run(
        id,
        new Head(null, null, null, "", null, Release.of("unknown")),
        new Contents(
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            TreePVector.empty(),
            OrderedPMap.empty(),
            Tally.NONE),
        0,
        null);
  }

  /** The run whose journal this is, oldest entry first. */
  public static Run of(RunId id, Iterable<JournalEntry> journal) {
    Run run = empty(id);
    for (JournalEntry entry : journal) {
      run = run.after(entry);
    }
    return run;
  }

  /**
   * The run after one more thing has happened.
   *
   * @throws BrokenJournalException when the entry is not the next of this run
   */
  public Run after(JournalEntry entry) {
    if (entry.seq() != seq + 1 || !entry.run().equals(id)) {
      throw new BrokenJournalException(
          id, "entry " + entry.seq() + " of run " + entry.run() + " follows entry " + seq);
    }
    Run next = entry.event().foldInto(this, entry.at());
    return new Run(id, next.head, next.contents, entry.seq(), entry.at());
  }

  public RunId id() {
    return id;
  }

  /** Its first event. */
  public RunEvent.Created created() {
    RunEvent.Created created = head.created();
    if (created == null) {
      throw new BrokenJournalException(id, "its journal has no first event");
    }
    return created;
  }

  public PipelineName pipeline() {
    return created().pipeline();
  }

  /** The release, with the artifacts that steps have added. */
  public Release release() {
    return head.release();
  }

  public ParameterValues parameters() {
    return created().parameters();
  }

  public RunStatus status() {
    End end = head.end();
    if (end != null) {
      return end.status();
    }
    Tally tally = contents.tally();
    if (tally.running() > 0) {
      return RunStatus.RUNNING;
    }
    if (tally.waiting() > 0) {
      return RunStatus.WAITING;
    }
    return tally.ended() > 0 ? RunStatus.RUNNING : RunStatus.PENDING;
  }

  /** Why it ended as it did. */
  public String reason() {
    return head.reason();
  }

  /** Who wants it to end, and why; empty unless an abort was requested. */
  public Optional<String> abort() {
    return Optional.ofNullable(head.abort());
  }

  public boolean isEnded() {
    return head.end() != null;
  }

  /** How the stage, or matrix cell, stands. */
  public StageRun stage(StageName stage) {
    StageRun run = contents.stages().get(stage);
    return run == null ? StageRun.pending(stage) : run;
  }

  /** Every stage to which something has happened. */
  public Map<StageName, StageRun> stages() {
    return contents.stages();
  }

  /** Values as JSON. */
  public Map<OutputKey, String> outputs() {
    return contents.outputs();
  }

  /** The lines it wrote into the ledger, oldest first. */
  public List<Deployment> deployments() {
    return contents.deployments();
  }

  /** Who was told about it, or could not be, in the order in which it was first tried. */
  public List<NotificationRun> notifications() {
    return List.copyOf(contents.notifications().values());
  }

  /** How many stages have ended. */
  public int endedStages() {
    return contents.tally().ended();
  }

  /** The number of its last event. */
  public long seq() {
    return seq;
  }

  public Instant createdAt() {
    return head.createdAt() == null ? Instant.EPOCH : head.createdAt();
  }

  public Instant changedAt() {
    return changedAt == null ? Instant.EPOCH : changedAt;
  }

  /** When it ended. */
  public Optional<Instant> endedAt() {
    return Optional.ofNullable(head.end()).map(End::at);
  }

  /** The summary of it as it stands. */
  public RunSummary summary(RunSummary.Waits waits) {
    return new RunSummary(
        id,
        pipeline(),
        release(),
        status(),
        new RunSummary.Moments(createdAt(), changedAt(), seq),
        waits);
  }

  Run created(RunEvent.Created created, Instant at) {
    return with(new Head(created, at, null, "", null, created.release()));
  }

  Run aborting(String why) {
    return with(new Head(head.created, head.createdAt, head.end, head.reason, why, head.release));
  }

  Run ended(RunStatus status, String reason, Instant at) {
    End end = new End(status, at);
    return with(new Head(head.created, head.createdAt, end, reason, head.abort, head.release));
  }

  Run with(NotificationRun told) {
    return with(
        new Contents(
            contents.stages,
            contents.outputs,
            contents.deployments,
            contents.notifications.plus(told.notice(), told),
            contents.tally));
  }

  Run withDeployment(Deployment deployment) {
    return with(
        new Contents(
            contents.stages,
            contents.outputs,
            contents.deployments.plus(deployment),
            contents.notifications,
            contents.tally));
  }

  Run withOutputs(Map<OutputKey, String> kept) {
    return with(
        new Contents(
            contents.stages,
            contents.outputs.plusAll(kept),
            contents.deployments,
            contents.notifications,
            contents.tally));
  }

  Run withResult(StepEvent.StepSucceeded result) {
    Run next = this;
    if (result.output() != null && result.value() != null) {
      OutputKey key = new OutputKey(result.output(), result.stage());
      next = next.withOutputs(Map.of(key, result.value()));
    }
    Release release = head.release;
    for (Map.Entry<String, String> artifact : result.artifacts().entrySet()) {
      release = release.with(artifact.getKey(), artifact.getValue());
    }
    return next.with(
        new Head(head.created, head.createdAt, head.end, head.reason, head.abort, release));
  }

  Run with(StageRun stage) {
    RunStatus before = stage(stage.name()).status();
    return with(
        new Contents(
            contents.stages.plus(stage.name(), stage),
            contents.outputs,
            contents.deployments,
            contents.notifications,
            contents.tally.moved(before, stage.status())));
  }

  private Run with(Head changed) {
    return new Run(id, changed, contents, seq, changedAt);
  }

  private Run with(Contents changed) {
    return new Run(id, head, changed, seq, changedAt);
  }

  @Override
  public String toString() {
    return "run " + id + " " + status() + (reason().isBlank() ? "" : ": " + reason());
  }
}
