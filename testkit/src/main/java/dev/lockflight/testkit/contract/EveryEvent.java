package dev.lockflight.testkit.contract;

import dev.lockflight.ApprovalRequest;
import dev.lockflight.Cause;
import dev.lockflight.Decision;
import dev.lockflight.Deployment;
import dev.lockflight.Digest;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Evidence;
import dev.lockflight.FailureClass;
import dev.lockflight.GateName;
import dev.lockflight.ItemPath;
import dev.lockflight.Notice;
import dev.lockflight.Notification;
import dev.lockflight.ParameterValues;
import dev.lockflight.Phase;
import dev.lockflight.PipelineName;
import dev.lockflight.Principal;
import dev.lockflight.RunId;
import dev.lockflight.StageName;
import dev.lockflight.Verdict;
import dev.lockflight.run.NotificationEvent;
import dev.lockflight.run.Origin;
import dev.lockflight.run.OutputKey;
import dev.lockflight.run.Resolution;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StageEvent;
import dev.lockflight.run.StepEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** One event of every type, with a given text wherever a text can stand. */
public final class EveryEvent {
  private static final Instant AT = Instant.parse("2026-11-20T10:00:00.123456789Z");
  private static final StageName STAGE = StageName.of("prod build (1, ä)");
  private static final EnvironmentName PROD = EnvironmentName.of("prod");
  private static final GateName OWNERS = GateName.of("data-owners");
  private static final Digest DIGEST = Digest.of("anything");
  private static final ItemPath STEP = new ItemPath(STAGE, Phase.RUN, "dbt build");
  private static final Principal ADA =
      Principal.of("ada").withGroups("data-owners", "Größen, groß");

  private final String text;
  private final String key;

  private EveryEvent(String text) {
    this.text = text;
    // JSON can escape half a surrogate pair in a text, but not in a name.
    this.key = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  public static List<RunEvent> saying(String text) {
    EveryEvent events = new EveryEvent(text);
    return Stream.of(
            events.ofRun(),
            events.ofStage(),
            events.ofPeople(),
            events.ofStep(),
            events.ofNotifications())
        .flatMap(List::stream)
        .toList();
  }

  private List<RunEvent> ofRun() {
    return List.of(
        new RunEvent.Created(
            PipelineName.of("delivery"),
            DIGEST,
            new Cause(
                Cause.Kind.PULL_REQUEST,
                text,
                text,
                ADA,
                Set.of(text, "b"),
                Map.of("x", text, key + "k", "")),
            RunScript.RELEASE.with("image " + key, text),
            new ParameterValues(Map.of("rows", text, key + "k", "")),
            Origin.rerun(RunId.of("earlier-1"), STAGE, text)),
        new RunEvent.Resumed(ADA, DIGEST, text),
        new RunEvent.OutputsKept(
            Map.of(new OutputKey("stg", STAGE), text, new OutputKey("b", STAGE), "{\"a\":1}")),
        new RunEvent.AbortRequested(ADA, text),
        new RunEvent.DeploymentRecorded(
            new Deployment(
                PROD,
                RunScript.RELEASE.with("manifest", text),
                RunId.of("run-1"),
                STAGE,
                Deployment.State.VERIFIED,
                AT)),
        new RunEvent.Ended(RunStatus.SUPERSEDED, text));
  }

  private List<RunEvent> ofStage() {
    return List.of(
        new StageEvent.StageBegun(STAGE),
        new StageEvent.PhaseEntered(STAGE, Phase.VERIFY_ROLLBACK, RunStatus.FAILED, text),
        new StageEvent.PhaseEntered(STAGE, Phase.VERIFY, null, text),
        new StageEvent.StageEnded(STAGE, RunStatus.EXPIRED, text),
        new StageEvent.LockRequested(STAGE, PROD),
        new StageEvent.LockAcquired(STAGE, PROD),
        new StageEvent.LockReleased(STAGE, PROD, text),
        new StageEvent.GateDecided(STEP, Verdict.pendingUntil(AT, text, evidence())),
        new StageEvent.GateDecided(
            STEP, Verdict.refused(Verdict.Refusal.EXPIRED, text, List.of(evidence()))));
  }

  private List<RunEvent> ofPeople() {
    return List.of(
        new StageEvent.GateOverridden(STEP, ADA, text),
        new StageEvent.ApprovalRequested(
            STAGE, new ApprovalRequest(OWNERS, AT, null, DIGEST, List.of(evidence()))),
        new StageEvent.ApprovalRequested(
            STAGE, new ApprovalRequest(OWNERS, AT, AT.plusNanos(1), DIGEST, List.of())),
        new StageEvent.ApprovalVoided(STAGE, OWNERS, text),
        new StageEvent.Decided(
            STAGE, new Decision(OWNERS, ADA, Decision.Answer.REJECT, AT, text, DIGEST)),
        new StageEvent.Reminded(STAGE, OWNERS));
  }

  private List<RunEvent> ofStep() {
    return List.of(
        new StepEvent.StepStarted(STEP, 2, text),
        new StepEvent.StepSubmitted(STEP, 1, text),
        new StepEvent.StepSucceeded(STEP, 1, null, null, Map.of()),
        new StepEvent.StepSucceeded(STEP, 1, "stg", text, Map.of("manifest", text)),
        new StepEvent.StepFailed(STEP, 3, FailureClass.TRANSIENT, text, List.of(evidence())),
        new StepEvent.StepRetryScheduled(STEP, 2, Instant.parse("1969-12-31T23:59:59.999999999Z")),
        new StepEvent.StepHeld(STEP, 1, text),
        new StepEvent.StepResolved(STEP, Resolution.SKIP, ADA, text));
  }

  private List<RunEvent> ofNotifications() {
    Notice notice = new Notice(text, Notification.Event.FAILED, text);
    return List.of(
        new NotificationEvent.Notified(notice, 2),
        new NotificationEvent.NotificationFailed(notice, 1, text, AT),
        new NotificationEvent.NotificationFailed(notice, 6, text, null));
  }

  private Evidence evidence() {
    return new Evidence("rows of gold.fact_laps " + text, text, "±10 %", text);
  }

  /** The types of events that there are. */
  public static List<Class<?>> types() {
    return leaves(RunEvent.class).toList();
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(EveryEvent::leaves)
        : Stream.of(type);
  }
}
