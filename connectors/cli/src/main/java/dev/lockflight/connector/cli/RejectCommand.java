package dev.lockflight.connector.cli;

import dev.lockflight.engine.Answer;
import dev.lockflight.store.RunStore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "reject",
    description = "Reject what a run waits for; its handlers run and it ends REJECTED.",
    footer = {"%nExamples:", "  reject --comment 'row count dropped'"})
final class RejectCommand implements Callable<Integer> {
  private final Tool tool;
  @Mixin CommonOptions common = new CommonOptions();
  @Mixin DecisionOptions decision = new DecisionOptions();

  RejectCommand(Tool tool) {
    this.tool = tool;
  }

  @Override
  public Integer call() {
    Session session = Session.of(tool, common);
    try (RunStore store = session.store().openToLook(session.printer())) {
      FindRun.Found found = new FindRun(tool, store).unfinished(decision.run.id);
      Answer answer = decision.answer(found, tool.user());
      Deliver.Done done =
          new Deliver(session, store)
              .carriedOut(
                  answer.run(),
                  new Deliver.Wish(to -> to.reject(answer), engine -> engine.reject(answer)));
      session.printer().show(done, "rejected " + answer.approval() + "; " + done.result());
      return ExitCode.SUCCEEDED.number();
    }
  }
}
