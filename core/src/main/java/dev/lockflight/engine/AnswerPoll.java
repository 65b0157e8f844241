package dev.lockflight.engine;

import dev.lockflight.ApprovalRequest;
import dev.lockflight.Decision;
import dev.lockflight.run.ApprovalRun;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.RunSummary;
import dev.lockflight.run.StageRun;
import dev.lockflight.store.RunStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Asks a source for the answers of people, as long as runs wait for them. An answer that was passed
 * on is noted in the store: when the question changes, people have to answer anew.
 */
final class AnswerPoll implements Watch {
  private static final RunStore.Query WAITING =
      new RunStore.Query(null, Set.of(RunStatus.WAITING, RunStatus.RUNNING), Integer.MAX_VALUE);

  private final AnswerSource source;
  private final Duration every;
  private final Engine engine;
  private final Consumer<TriggerEvent> tell;

  AnswerPoll(AnswerSource source, Duration every, Engine engine, Consumer<TriggerEvent> tell) {
    this.source = source;
    this.every = every;
    this.engine = engine;
    this.tell = tell;
  }

  @Override
  public String what() {
    return "asking " + source.name() + " for answers";
  }

  @Override
  public Optional<Instant> look(Instant woken) throws IOException, InterruptedException {
    for (RunSummary each : engine.list(WAITING)) {
      Optional<Run> run = engine.find(each.run());
      if (run.isPresent() && engine.works().pipelines().containsKey(run.get().pipeline())) {
        look(run.get());
      }
    }
    return Optional.of(woken.plus(every));
  }

  private void look(Run run) throws IOException, InterruptedException {
    for (StageRun stage : run.stages().values()) {
      for (ApprovalRun approval : stage.approvals().values()) {
        ApprovalRequest question = approval.request();
        boolean open = stage.isActive() && !approval.isVoid();
        if (open && source.answers(question.gate().value())) {
          for (AnswerSource.Given given : source.given(run, question)) {
            pass(run, stage, question, given);
          }
        }
      }
    }
  }

  private void pass(Run run, StageRun stage, ApprovalRequest question, AnswerSource.Given given) {
    RunStore store = engine.works().store();
    String name = "answer %s %s %s".formatted(run.id(), question.gate(), given.id());
    Optional<String> used = store.bookmark(name);
    if (used.isPresent()) {
      return;
    }
    Answer answer =
        Answer.to(run.id(), question.gate().value(), given.by())
            .saying(given.comment())
            .inStage(stage.name().value())
            .having(question.seen());
    try {
      Run unused =
          given.answer() == Decision.Answer.APPROVE
              ? engine.approve(answer)
              : engine.reject(answer);
      tell.accept(new TriggerEvent.Answered(run.id(), question.gate(), given));
    } catch (RefusedException e) {
      if (e.reason() == RefusedException.Reason.WINDOW_CLOSED) {
        return; // it counts when the window opens
      }
      if (e.reason() != RefusedException.Reason.ALREADY_ANSWERED) {
        tell.accept(
            new TriggerEvent.NotAnswered(run.id(), question.gate(), given, Contexts.told(e)));
      }
    }
    store.keepBookmark(name, question.seen().value());
  }
}
