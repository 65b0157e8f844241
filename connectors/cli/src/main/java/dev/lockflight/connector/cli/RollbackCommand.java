package dev.lockflight.connector.cli;

import dev.lockflight.EnvironmentName;
import dev.lockflight.Pipeline;
import dev.lockflight.engine.RollbackTarget;
import dev.lockflight.store.RunStore;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "rollback",
    description = "Bring an environment back to an earlier release, data included.",
    footer = {
      "%nExamples:",
      "  rollback --environment prod --reason 'revenue is wrong'",
      "  rollback --environment prod --to 4f2a1c9d... --reason 'last good'"
    })
final class RollbackCommand implements Callable<Integer> {
  private final Tool tool;
  @Mixin CommonOptions common = new CommonOptions();

  @Option(names = "--environment", required = true, description = "What is rolled back.")
  String environment = "";

  @Option(
      names = "--to",
      paramLabel = "<commit>",
      description = "A release that was verified there. Default: the one before the present.")
  @Nullable String commit;

  @Mixin ReasonOption reason = new ReasonOption();
  @Mixin StayOptions stay = new StayOptions();

  RollbackCommand(Tool tool) {
    this.tool = tool;
  }

  @Override
  public Integer call() {
    Session session = Session.of(tool, common);
    Pipeline pipeline = pipelineInto(environment);
    RollbackTarget target =
        commit == null ? RollbackTarget.PREVIOUS : RollbackTarget.release(commit);
    try (RunStore store = session.store().openToLook(session.printer())) {
      return new RunSession(session, store, stay)
          .stayWith(
              pipeline,
              (engine, person) ->
                  engine.rollback(EnvironmentName.of(environment), target, person, reason.text))
          .number();
    }
  }

  private Pipeline pipelineInto(String name) {
    EnvironmentName wanted = Environments.named(tool, name);
    return tool.pipelines().stream()
        .filter(pipeline -> Environments.has(pipeline, wanted))
        .findFirst()
        .orElseThrow();
  }
}
