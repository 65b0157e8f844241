package dev.lockflight.connector.cli;

import dev.lockflight.run.RunStatus;
import dev.lockflight.store.RunStore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "resume",
    description = "Go on with a run that was interrupted or left, and stay with it.",
    footer = {
      "%nExamples:",
      "  resume                           the one unfinished run",
      "  resume --run 20261120-145628-k3x9qa --yes"
    })
final class ResumeCommand implements Callable<Integer> {
  private final Tool tool;
  @Mixin CommonOptions common = new CommonOptions();
  @Mixin RunOption run = new RunOption();
  @Mixin StayOptions stay = new StayOptions();

  ResumeCommand(Tool tool) {
    this.tool = tool;
  }

  @Override
  public Integer call() {
    Session session = Session.of(tool, common);
    try (RunStore store = session.store().openToLook(session.printer())) {
      return resume(session, store, new FindRun(tool, store).unfinished(run.id)).number();
    }
  }

  private ExitCode resume(Session session, RunStore store, FindRun.Found found) {
    boolean takenUpAnyway = !found.run().isEnded() && found.run().status() != RunStatus.WAITING;
    return new RunSession(session, store, stay)
        .stayWith(
            found.pipeline(),
            (engine, person) -> {
              if (!takenUpAnyway) {
                var unused =
                    engine.resume(found.run().id(), person, "resumed from the command line");
              }
              return found.run().id();
            });
  }
}
