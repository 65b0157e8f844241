package dev.lockflight.examples;

import dev.lockflight.Cause;
import dev.lockflight.Principal;
import dev.lockflight.RunId;
import dev.lockflight.engine.Answer;
import dev.lockflight.engine.Engine;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunListener;
import dev.lockflight.run.StageEvent;
import java.util.concurrent.CompletableFuture;

/** Somebody who approves what is asked until the run has ended. */
final class OnePerson {
  static final Principal ADA = Principal.of("ada").withGroups("data-owners");
  static final Cause BY_HAND = Cause.manual(ADA);

  private OnePerson() {}

  /** Waits until the run has ended, or fails when it can end no more. */
  static Run approves(Engine engine, RunId id) throws Exception {
    CompletableFuture<Run> ended = engine.ended(id);
    CompletableFuture<Run> asked = new CompletableFuture<>();
    RunListener untilAsked =
        new RunListener() {
          @Override
          public void happened(JournalEntry entry, Run run) {
            if (entry.event() instanceof StageEvent.ApprovalRequested) {
              var unused = asked.complete(run);
            }
          }
        };
    AutoCloseable following = engine.follow(untilAsked);
    if (has(engine, id, StageEvent.ApprovalRequested.class)) {
      var unused = asked.complete(Run.of(id, engine.journal(id)));
    }
    var unusedFirst = CompletableFuture.anyOf(asked, ended).join();
    following.close();
    if (!ended.isDone() && !has(engine, id, StageEvent.Decided.class)) {
      var unused = engine.approve(Answer.to(id, "data-owners", ADA));
    }
    return ended.join();
  }

  private static boolean has(Engine engine, RunId id, Class<? extends StageEvent> event) {
    return engine.journal(id).stream().anyMatch(entry -> event.isInstance(entry.event()));
  }
}
