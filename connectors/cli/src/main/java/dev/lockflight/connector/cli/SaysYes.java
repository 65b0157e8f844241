package dev.lockflight.connector.cli;

import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.engine.Engine;
import dev.lockflight.engine.RefusedException;
import dev.lockflight.engine.RefusedException.Reason;
import dev.lockflight.run.Run;
import java.util.Set;

/** Approves at once whatever is asked, in the name of the person who said {@code --yes}. */
record SaysYes(Engine engine, Pipeline pipeline, Principal person) implements Attendant {
  private static final Set<Reason> OVERTAKEN =
      Set.of(Reason.NOT_WAITING, Reason.ALREADY_ANSWERED, Reason.APPROVAL_STALE);
  private static final String COMMENT = "approved beforehand with --yes";

  /**
   * Approves what this person has not approved yet.
   *
   * @throws dev.lockflight.engine.RefusedException when this person may not
   */
  @Override
  public void look(Run run) {
    for (PendingApproval pending : PendingApproval.of(pipeline, run)) {
      if (!pending.isAnsweredBy(person)) {
        approve(pending);
      }
    }
  }

  /** Somebody else may have answered, or the question changed, since the run was looked at. */
  private void approve(PendingApproval pending) {
    try {
      var unused = engine.approve(pending.answer(person, COMMENT));
    } catch (RefusedException e) {
      if (!OVERTAKEN.contains(e.reason())) {
        throw e;
      }
    }
  }
}
