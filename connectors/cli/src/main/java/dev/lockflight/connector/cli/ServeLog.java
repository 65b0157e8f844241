package dev.lockflight.connector.cli;

import dev.lockflight.engine.TriggerEvent;
import dev.lockflight.engine.TriggerListener;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.RunListener;
import dev.lockflight.run.StageEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** One line for everything a person would want to know of a program that stays. Thread-safe. */
final class ServeLog implements RunListener, TriggerListener {
  private final Session session;

  /** What a program reads. */
  record Line(Instant at, String text) {}

  ServeLog(Session session) {
    this.session = session;
  }

  @Override
  public void happened(TriggerEvent event) {
    say(event.describe());
  }

  @Override
  public void happened(JournalEntry entry, Run run) {
    if (entry.event() instanceof RunEvent.Ended ended) {
      say("run " + run.id() + " of " + run.pipeline() + " ended " + ended.describe());
    } else if (entry.event() instanceof StageEvent.ApprovalRequested asked) {
      say(
          "run %s waits for approval %s: %s"
              .formatted(run.id(), asked.request().gate(), session.command("approve", run.id())));
    } else if (entry.event() instanceof StageEvent.Decided decided) {
      say("run " + run.id() + ": " + decided.decision());
    }
  }

  synchronized void say(String text) {
    Instant now = session.tool().place().clock().instant().truncatedTo(ChronoUnit.SECONDS);
    session.printer().show(new Line(now, text), now + "  " + Printer.oneLine(text));
  }
}
