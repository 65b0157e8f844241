package dev.lockflight.connector.cli;

import dev.lockflight.engine.Answer;
import dev.lockflight.store.RunStore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "approve",
    description = {
      "Approve what a run waits for, as the operating system's user.",
      "When another process runs it, that one takes the answer and goes on; else the answer",
      "is written and the run goes on with resume, or at once with --resume."
    },
    footer = {
      "%nExamples:",
      "  approve --comment 'metrics look sane'",
      "  approve --run 20261120-145628-k3x9qa --approval data-owners --resume"
    })
final class ApproveCommand implements Callable<Integer> {
  private final Tool tool;
  @Mixin CommonOptions common = new CommonOptions();
  @Mixin DecisionOptions decision = new DecisionOptions();

  @Option(names = "--resume", description = "Go on with the run here, when nobody else has it.")
  boolean resume;

  ApproveCommand(Tool tool) {
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
              .recorded(
                  answer.run(),
                  new Deliver.Wish(to -> to.approve(answer), engine -> engine.approve(answer)));
      return new AfterRecording(session, store)
          .goOn("approved " + answer.approval(), done, resume, found.pipeline())
          .number();
    }
  }
}
