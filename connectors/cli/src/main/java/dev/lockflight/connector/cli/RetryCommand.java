package dev.lockflight.connector.cli;

import dev.lockflight.ItemPath;
import dev.lockflight.Principal;
import dev.lockflight.run.Resolution;
import dev.lockflight.run.Run;
import dev.lockflight.run.StageRun;
import dev.lockflight.run.StepRun;
import dev.lockflight.store.RunStore;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "retry",
    description = {
      "Decide about a step that waits for a person, or that waits to be tried again.",
      "When another process runs it, that one goes on; else resume does, or --resume."
    },
    footer = {
      "%nExamples:",
      "  retry --reason 'warehouse is back'",
      "  retry --step 'prod_build/run/notify' --skip --reason 'mailed by hand'"
    })
final class RetryCommand implements Callable<Integer> {
  /** At most one of these. */
  static final class Instead {
    @Option(names = "--skip", description = "Go on without it; refused for what others need.")
    boolean skip;

    @Option(names = "--fail", description = "Let it have failed.")
    boolean fail;
  }

  private final Tool tool;
  @Mixin CommonOptions common = new CommonOptions();
  @Mixin RunOption run = new RunOption();

  @Option(
      names = "--step",
      paramLabel = "<stage/phase/name>",
      description = "Which step, as explain names it. Default: the only one that waits.")
  @Nullable String step;

  @ArgGroup Instead instead = new Instead();

  @Option(names = "--resume", description = "Go on with the run here, when nobody else has it.")
  boolean resume;

  @Mixin ReasonOption reason = new ReasonOption();

  RetryCommand(Tool tool) {
    this.tool = tool;
  }

  @Override
  public Integer call() {
    Session session = Session.of(tool, common);
    try (RunStore store = session.store().openToLook(session.printer())) {
      FindRun.Found found = new FindRun(tool, store).unfinished(run.id);
      ItemPath path = find(found.run());
      Principal by = tool.user();
      Resolution resolution = resolution();
      Deliver.Wish wish =
          new Deliver.Wish(
              to -> to.resolve(found.run().id(), path, resolution, by, reason.text),
              engine -> engine.resolve(found.run().id(), path, resolution, by, reason.text));
      Deliver.Done done = new Deliver(session, store).recorded(found.run().id(), wish);
      return new AfterRecording(session, store)
          .goOn(resolution + " of " + path, done, resume, found.pipeline())
          .number();
    }
  }

  private Resolution resolution() {
    return instead.skip ? Resolution.SKIP : instead.fail ? Resolution.FAIL : Resolution.RETRY;
  }

  private ItemPath find(Run of) {
    List<ItemPath> waiting =
        of.stages().values().stream()
            .filter(StageRun::isActive)
            .flatMap(
                stage ->
                    stage.steps().entrySet().stream()
                        .filter(each -> waits(each.getValue()))
                        .map(
                            each ->
                                new ItemPath(
                                    stage.name(), each.getKey().phase(), each.getKey().item())))
            .filter(path -> step == null || path.toString().equals(step))
            .toList();
    if (waiting.size() == 1) {
      return waiting.get(0);
    }
    String wanted = step == null ? "" : " called " + step;
    throw waiting.isEmpty()
        ? new CommandFailedException(
            ExitCode.REFUSED, "no step" + wanted + " of run " + of.id() + " waits for anybody")
        : CommandFailedException.usage("several steps wait; say which with --step: " + waiting);
  }

  private static boolean waits(StepRun each) {
    return each.state() == StepRun.State.HELD || each.state() == StepRun.State.RETRYING;
  }
}
