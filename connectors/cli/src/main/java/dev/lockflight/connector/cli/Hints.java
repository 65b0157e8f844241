package dev.lockflight.connector.cli;

import dev.lockflight.Pipeline;
import dev.lockflight.run.Run;
import java.util.ArrayList;
import java.util.List;

/** Says how a person can answer from elsewhere, when nobody can be asked here. */
final class Hints implements Attendant {
  private final Pipeline pipeline;
  private final Session session;
  private final List<PendingApproval> told = new ArrayList<>();
  private boolean heldTold;

  Hints(Pipeline pipeline, Session session) {
    this.pipeline = pipeline;
    this.session = session;
  }

  @Override
  public void look(Run run) {
    for (PendingApproval pending : PendingApproval.of(pipeline, run)) {
      if (told.stream().noneMatch(pending::asksTheSameAs)) {
        told.add(pending);
        session.printer().note(pending.title());
        session.printer().note("  answer with: " + session.command("approve", run.id()));
      }
    }
    boolean held = Standstill.hasHeldStep(run);
    if (held && !heldTold) {
      session.printer().note("a step waits for a person: " + session.command("retry", run.id()));
    }
    heldTold = held;
  }
}
