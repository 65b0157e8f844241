package dev.lockflight.connector.cli;

import dev.lockflight.Cause;
import dev.lockflight.Deployment;
import dev.lockflight.Environment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.Stage;
import dev.lockflight.engine.StartRequest;
import dev.lockflight.store.RunStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "promote",
    description = {
      "Bring to one environment what is verified in another: starts, by hand, the pipeline that",
      "deploys there. A hold lets it pass, and it ends a hold."
    },
    footer = {
      "%nExamples:",
      "  promote --from stage --to prod",
      "  promote --from stage --to prod --commit 4f2a1c9 --yes"
    })
final class PromoteCommand implements Callable<Integer> {
  private final Tool tool;
  @Mixin CommonOptions common = new CommonOptions();

  @Option(names = "--from", required = true, description = "Where the release is verified.")
  String from = "";

  @Option(names = "--to", required = true, description = "Where it is to be deployed.")
  String to = "";

  @Option(
      names = "--commit",
      description = "A release that stands verified in --from. Default: the newest.")
  @Nullable String commit;

  @Option(names = "--pipeline", description = "Which pipeline, when several deploy there by hand.")
  @Nullable String pipeline;

  @Option(
      names = "--param",
      paramLabel = "<name=value>",
      description = "A parameter of the pipeline; may be given several times.")
  Map<String, String> parameters = new LinkedHashMap<>();

  @Mixin StayOptions stay = new StayOptions();

  PromoteCommand(Tool tool) {
    this.tool = tool;
  }

  @Override
  public Integer call() {
    Session session = Session.of(tool, common);
    EnvironmentName source = Environments.named(tool, from);
    Pipeline chosen = pipelineInto(Environments.named(tool, to));
    try (RunStore store = session.store().openToLook(session.printer())) {
      StartOptions start = new StartOptions();
      start.pipeline = chosen.name().value();
      start.trigger = StartOptions.Kind.MANUAL;
      start.commit = verified(session, store, source);
      start.parameters.putAll(parameters);
      StartRequest request = start.request(session);
      return new RunSession(session, store, stay)
          .stayWith(chosen, (engine, person) -> engine.start(request))
          .number();
    }
  }

  private String verified(Session session, RunStore store, EnvironmentName source) {
    List<Deployment> good =
        store.ledger().inForce(source).stream()
            .filter(line -> line.state() == Deployment.State.VERIFIED)
            .filter(line -> !store.ledger().orders().isVetoed(line))
            .toList();
    if (good.isEmpty()) {
      throw refused("no release stands verified in " + source + "; see status and orders");
    }
    if (commit == null) {
      return good.get(0).release().commit();
    }
    String wanted = Commit.meant(session, store, commit);
    if (good.stream().noneMatch(line -> line.release().commit().equals(wanted))) {
      throw refused(
          "release "
              + wanted
              + " does not stand verified in "
              + source
              + "; those that do are "
              + good.stream().map(line -> line.release().commit()).distinct().toList());
    }
    return wanted;
  }

  private static CommandFailedException refused(String why) {
    return new CommandFailedException(ExitCode.REFUSED, why + "; nothing was started");
  }

  /** The pipeline that a person can start and that deploys there, but not to roll back. */
  private Pipeline pipelineInto(EnvironmentName target) {
    if (pipeline != null) {
      return tool.pipeline(pipeline);
    }
    List<Pipeline> able =
        tool.pipelines().stream()
            .filter(each -> each.isStartedBy(Cause.manual(Principal.ENGINE)))
            .filter(each -> each.stages().stream().anyMatch(stage -> promotes(stage, target)))
            .toList();
    if (able.size() != 1) {
      throw CommandFailedException.usage(
          able.isEmpty()
              ? "no pipeline that deploys to " + target + " can be started by hand; add manual()"
              : "several pipelines deploy to "
                  + target
                  + "; say which with --pipeline: "
                  + able.stream().map(Pipeline::name).toList());
    }
    return able.get(0);
  }

  private static boolean promotes(Stage stage, EnvironmentName target) {
    return stage.deploys()
        && stage
            .environment()
            .filter(environment -> environment.name().equals(target))
            .filter(environment -> !rollsBack(stage, environment))
            .isPresent();
  }

  private static boolean rollsBack(Stage stage, Environment environment) {
    return stage.gates().require().contains(environment.rollbackRequested());
  }
}
