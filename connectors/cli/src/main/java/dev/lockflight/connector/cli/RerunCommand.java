package dev.lockflight.connector.cli;

import dev.lockflight.store.RunStore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "rerun",
    description = "Repeat a stage and what follows in a new run; keep what earlier stages made.",
    footer = {
      "%nExamples:",
      "  rerun --run 20261120-145628-k3x9qa --from prod_build --reason fixed"
    })
final class RerunCommand implements Callable<Integer> {
  private final Tool tool;
  @Mixin CommonOptions common = new CommonOptions();

  @Option(
      names = "--run",
      paramLabel = "<id>",
      description = "The ended run. Default: the newest, when none is unfinished.")
  @org.jspecify.annotations.Nullable
  String id;

  @Option(names = "--from", required = true, description = "The first stage that is repeated.")
  String from = "";

  @Mixin ReasonOption reason = new ReasonOption();
  @Mixin StayOptions stay = new StayOptions();

  RerunCommand(Tool tool) {
    this.tool = tool;
  }

  @Override
  public Integer call() {
    Session session = Session.of(tool, common);
    try (RunStore store = session.store().openToLook(session.printer())) {
      FindRun.Found found = new FindRun(tool, store).any(id);
      return new RunSession(session, store, stay)
          .stayWith(
              found.pipeline(),
              (engine, person) -> engine.rerun(found.run().id(), from, person, reason.text))
          .number();
    }
  }
}
