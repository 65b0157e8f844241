package dev.lockflight.connector.cli;

import dev.lockflight.Pipeline;
import dev.lockflight.RunId;
import dev.lockflight.engine.Engine;
import dev.lockflight.engine.StartRequest;
import dev.lockflight.plan.Plan;
import dev.lockflight.store.RunStore;
import java.util.concurrent.Callable;
import java.util.function.Function;
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
      "  run --trigger manual --hotfix 'invoices are wrong'",
      "  run --plan plan.json             start what plan --format json showed, if it still holds",
      "%nCtrl-C leaves the run where it is, resume goes on. A second Ctrl-C ends at once."
    })
final class RunCommand implements Callable<Integer> {
  private final Tool tool;
  @Mixin CommonOptions common = new CommonOptions();
  @Mixin StartOptions start = new StartOptions();
  @Mixin StayOptions stay = new StayOptions();
  @Mixin PlanOption plan = new PlanOption();

  RunCommand(Tool tool) {
    this.tool = tool;
  }

  @Override
  public Integer call() {
    Session session = Session.of(tool, common);
    if (plan.file != null) {
      start.refuseBesidePlan();
      Plan shown = plan.read(session);
      StartRequest request = plan.request(shown, session);
      return run(session, tool.pipeline(request.pipeline().value()), e -> e.apply(shown, request));
    }
    StartRequest request = start.request(session);
    return run(session, tool.pipeline(start.pipeline), engine -> engine.start(request));
  }

  private int run(Session session, Pipeline pipeline, Function<Engine, RunId> begin) {
    try (RunStore store = session.store().open()) {
      return new RunSession(session, store, stay)
          .stayWith(pipeline, (engine, person) -> begin.apply(engine))
          .number();
    }
  }
}
