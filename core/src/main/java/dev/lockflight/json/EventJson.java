package dev.lockflight.json;

import dev.lockflight.run.NotificationEvent;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.StageEvent;
import dev.lockflight.run.StepEvent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Events in the journal: a type name that never changes, and a body. The names are written out
 * here, so that renaming a class does not make old journals unreadable. Thread-safe.
 */
public final class EventJson {
  private static final Map<String, Class<? extends RunEvent>> TYPES = types();
  private static final Map<Class<?>, String> NAMES = names();

  private EventJson() {}

  /** The name under which events of this class stand in journals. */
  public static String type(RunEvent event) {
    String name = NAMES.get(event.getClass());
    if (name == null) {
      throw new IllegalStateException("no journal name for " + event.getClass());
    }
    return name;
  }

  public static String body(RunEvent event) {
    return Json.write(event);
  }

  /**
   * The event.
   *
   * @throws UnknownEventException when a newer Lockflight wrote it
   */
  public static RunEvent read(String type, String body) {
    Class<? extends RunEvent> known = TYPES.get(type);
    if (known == null) {
      throw new UnknownEventException(type);
    }
    return Json.read(body, known);
  }

  private static Map<String, Class<? extends RunEvent>> types() {
    Map<String, Class<? extends RunEvent>> types = new LinkedHashMap<>();
    types.put("created", RunEvent.Created.class);
    types.put("resumed", RunEvent.Resumed.class);
    types.put("outputs-kept", RunEvent.OutputsKept.class);
    types.put("abort-requested", RunEvent.AbortRequested.class);
    types.put("deployment", RunEvent.DeploymentRecorded.class);
    types.put("ended", RunEvent.Ended.class);
    types.put("stage-begun", StageEvent.StageBegun.class);
    types.put("phase", StageEvent.PhaseEntered.class);
    types.put("stage-ended", StageEvent.StageEnded.class);
    types.put("lock-requested", StageEvent.LockRequested.class);
    types.put("lock-acquired", StageEvent.LockAcquired.class);
    types.put("lock-released", StageEvent.LockReleased.class);
    types.put("gate", StageEvent.GateDecided.class);
    types.put("gate-overridden", StageEvent.GateOverridden.class);
    types.put("approval-requested", StageEvent.ApprovalRequested.class);
    types.put("approval-voided", StageEvent.ApprovalVoided.class);
    types.put("decided", StageEvent.Decided.class);
    types.put("reminded", StageEvent.Reminded.class);
    types.put("step-started", StepEvent.StepStarted.class);
    types.put("step-submitted", StepEvent.StepSubmitted.class);
    types.put("step-succeeded", StepEvent.StepSucceeded.class);
    types.put("step-failed", StepEvent.StepFailed.class);
    types.put("step-retry", StepEvent.StepRetryScheduled.class);
    types.put("step-held", StepEvent.StepHeld.class);
    types.put("step-resolved", StepEvent.StepResolved.class);
    types.put("notified", NotificationEvent.Notified.class);
    types.put("notification-failed", NotificationEvent.NotificationFailed.class);
    return types;
  }

  private static Map<Class<?>, String> names() {
    Map<Class<?>, String> names = new HashMap<>();
    TYPES.forEach((name, type) -> names.put(type, name));
    return names;
  }
}
