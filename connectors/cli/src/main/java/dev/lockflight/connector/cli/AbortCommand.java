package dev.lockflight.connector.cli;

import dev.lockflight.Principal;
import dev.lockflight.RunId;
import dev.lockflight.store.RunStore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "abort",
    description = "Stop a run: cancel what is under way, run its ALWAYS steps, end it ABORTED.",
    footer = {"%nExamples:", "  abort --run 20261120-145628-k3x9qa --reason 'wrong commit'"})
final class AbortCommand implements Callable<Integer> {
  private final Tool tool;
  @Mixin CommonOptions common = new CommonOptions();
  @Mixin RunOption run = new RunOption();
  @Mixin ReasonOption reason = new ReasonOption();

  AbortCommand(Tool tool) {
    this.tool = tool;
  }

  @Override
  public Integer call() {
    Session session = Session.of(tool, common);
    try (RunStore store = session.store().openToLook(session.printer())) {
      RunId id = new FindRun(tool, store).unfinished(run.id).run().id();
      Principal by = tool.user();
      Deliver.Done done =
          new Deliver(session, store)
              .carriedOut(
                  id,
                  new Deliver.Wish(
                      to -> to.abort(id, by, reason.text),
                      engine -> engine.abort(id, by, reason.text)));
      session.printer().show(done, "abort: " + done.result());
      return ExitCode.SUCCEEDED.number();
    }
  }
}
