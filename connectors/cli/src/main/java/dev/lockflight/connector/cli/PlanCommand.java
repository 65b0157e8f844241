package dev.lockflight.connector.cli;

import dev.lockflight.Pipeline;
import dev.lockflight.engine.Plan;
import dev.lockflight.engine.StartRequest;
import dev.lockflight.store.RunStore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "plan",
    description = "Show what run would do, without doing anything.",
    footer = {"%nExamples:", "  plan", "  plan --commit 4f2a1c9 --branch main --json"})
final class PlanCommand implements Callable<Integer> {
  private final Tool tool;
  @Mixin CommonOptions common = new CommonOptions();
  @Mixin StartOptions start = new StartOptions();

  PlanCommand(Tool tool) {
    this.tool = tool;
  }

  @Override
  public Integer call() {
    Session session = Session.of(tool, common);
    StartRequest request = start.request(session);
    Pipeline pipeline = tool.pipeline(start.pipeline);
    if (!pipeline.isStartedBy(request.cause())) {
      throw new CommandFailedException(
          ExitCode.REFUSED,
          "pipeline "
              + pipeline.name()
              + " is not started by a "
              + request.cause()
              + "; it starts on "
              + (pipeline.triggers().isEmpty() ? "a manual start" : pipeline.triggers()));
    }
    try (RunStore store = session.store().openToLook(session.printer())) {
      Plan plan = Plan.of(store, pipeline, request);
      session.printer().show(plan, plan.toString());
      return ExitCode.SUCCEEDED.number();
    }
  }
}
