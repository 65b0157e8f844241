package dev.lockflight.connector.cli;

import dev.lockflight.Cause;
import dev.lockflight.LockflightException;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.Revisions;
import dev.lockflight.connector.process.GitRevisions;
import dev.lockflight.engine.Engine;
import dev.lockflight.engine.Triggers;
import dev.lockflight.engine.TriggersSetup;
import dev.lockflight.store.RunStore;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "serve",
    description = {
      "Stay, and start runs: at the times of schedules, when the branch has a new commit,",
      "and when another pipeline succeeds. Goes on with every unfinished run."
    },
    footer = {
      "%nExamples:",
      "  serve                            the branch main of the git repository here",
      "  serve --repository https://github.com/acme/analytics.git --branch main --every 30s",
      "  serve --no-poll                  schedules and successes only",
      "%nThe commit the branch is at when it is looked at for the first time starts nothing.",
      "Approve in another terminal with approve. Ctrl-C leaves every run where it is; serve or",
      "resume go on. A second Ctrl-C ends at once."
    })
final class ServeCommand implements Callable<Integer> {
  private final Tool tool;
  @Mixin CommonOptions common = new CommonOptions();

  @Option(
      names = "--repository",
      paramLabel = "<url or directory>",
      description = "The git repository to look at. Default: the one here.")
  @Nullable String repository;

  @Option(names = "--branch", description = "Its branch. Default: ${DEFAULT-VALUE}.")
  String branch = "main";

  @Option(
      names = "--every",
      paramLabel = "<time>",
      description = "How often to look, such as 30s, 2m or 1h. Default: ${DEFAULT-VALUE}.")
  String every = "1m";

  @Option(names = "--no-poll", description = "Do not look for new commits.")
  boolean noPoll;

  ServeCommand(Tool tool) {
    this.tool = tool;
  }

  @Override
  public Integer call() {
    Duration interval = interval();
    Session session = Session.of(tool, common);
    CountDownLatch interrupted = new CountDownLatch(1);
    try (RunStore store = session.store().open()) {
      boolean hearsSignals = tool.given().signals() != Signals.NONE;
      RunStore kept = hearsSignals ? new InterruptibleStore(store, interrupted) : store;
      return serve(session, kept, interval, interrupted).number();
    }
  }

  private ExitCode serve(
      Session session, RunStore store, Duration interval, CountDownLatch interrupted) {
    ServeLog log = new ServeLog(session);
    Engine engine =
        session.engine(store).followedBy(log).open(tool.pipelines().toArray(new Pipeline[0]));
    Signals.Watch watch = tool.given().signals().on(() -> leave(engine, interrupted));
    try (Triggers triggers = setup(engine, interval).followedBy(log).open()) {
      log.say("serving " + names() + "; Ctrl-C stops");
      triggers.upcoming().forEach((what, next) -> log.say(what + ": next at " + next));
      interrupted.await();
      log.say("stopped; runs are left where they are, serve or resume go on");
      return ExitCode.SUCCEEDED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED;
    } catch (LockflightException e) {
      if (interrupted.getCount() == 0) {
        return ExitCode.SUCCEEDED;
      }
      throw e;
    } finally {
      watch.close();
      engine.close();
    }
  }

  /** Closing at once keeps what Ctrl-C does to child processes out of the journal. */
  private static void leave(Engine engine, CountDownLatch interrupted) {
    interrupted.countDown();
    engine.close();
  }

  private TriggersSetup setup(Engine engine, Duration interval) {
    Revisions revisions =
        (repository == null
                ? GitRevisions.in(tool.place().directory())
                : GitRevisions.of(repository))
            .inheriting(tool.place().environment(), "SSH_AUTH_SOCK", "GIT_SSH_COMMAND");
    TriggersSetup setup = Triggers.on(engine).releasing(revisions, branch);
    Cause push = Cause.push(branch, Principal.ENGINE);
    boolean anyPushed = tool.pipelines().stream().anyMatch(each -> each.isStartedBy(push));
    return anyPushed && !noPoll ? setup.polling(revisions, branch, interval) : setup;
  }

  private String names() {
    return String.join(", ", tool.pipelines().stream().map(each -> each.name().value()).toList());
  }

  private Duration interval() {
    try {
      return Duration.parse("PT" + every.strip().toUpperCase(Locale.ROOT));
    } catch (DateTimeParseException e) {
      throw CommandFailedException.usage("--every must be a time such as 30s, 2m or 1h: " + every);
    }
  }
}
