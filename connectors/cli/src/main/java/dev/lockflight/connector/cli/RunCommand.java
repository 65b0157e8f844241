package dev.lockflight.connector.cli;

import dev.lockflight.engine.StartRequest;
import dev.lockflight.store.RunStore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "run",
    description = "Start a run and stay with it until it has ended.",
    footer = {
      "%nExamples:",
      "  run                              release git's HEAD, ask for approvals here",
      "  run --yes                        approve as the operating system's user",
      "  run --commit 4f2a1c9 --branch main --no-wait",
      "  run --trigger manual --param size=3",
      "%nCtrl-C leaves the run where it is, resume goes on. A second Ctrl-C ends at once."
    })
final class RunCommand implements Callable<Integer> {
  private final Tool tool;
  @Mixin CommonOptions common = new CommonOptions();
  @Mixin StartOptions start = new StartOptions();
  @Mixin StayOptions stay = new StayOptions();

  RunCommand(Tool tool) {
    this.tool = tool;
  }

  @Override
  public Integer call() {
    Session session = Session.of(tool, common);
    StartRequest request = start.request(session);
    try (RunStore store = session.store().open()) {
      return new RunSession(session, store, stay)
          .stayWith(tool.pipeline(start.pipeline), (engine, person) -> engine.start(request))
          .number();
    }
  }
}
