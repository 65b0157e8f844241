package dev.lockflight.connector.process;

import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One execution of a command: prepares it, has it watched, and says how it ended. */
final class Execution {
  private final Launch launch;
  private final Limits limits;
  private final CommandFiles files;
  private final StepContext context;
  private final LineListener listener;

  Execution(
      Launch launch,
      Limits limits,
      CommandFiles files,
      StepContext context,
      LineListener listener) {
    this.launch = launch;
    this.limits = limits;
    this.files = files;
    this.context = context;
    this.listener = listener;
  }

  CommandResult run() throws InterruptedException {
    Child child = Child.prepared(launch, context);
    stopLeftBehind(child.mark());
    try (CommandLog log = openLog()) {
      Recorder recorder = new Recorder(log, limits.kept(), listener, context);
      Map<Path, CommandFiles.Stamp> before = files.before(launch.directory());
      Instant begun = context.now();
      Watch.End end = watched(child, log, recorder);
      log.finish();
      if (!log.problem().isEmpty()) {
        context.log("the log file " + log.file() + " is not complete: " + log.problem());
      }
      Duration duration = Duration.between(begun, context.now());
      List<WrittenFile> written = files.after(launch.directory(), before);
      return outcome(end.how(), recorder.result(end.exitCode(), duration, written));
    }
  }

  private Watch.End watched(Child child, CommandLog log, Recorder recorder)
      throws InterruptedException {
    try (OutputPipes pipes = OutputPipes.beside(log.file());
        Reading reading = new Reading(recorder, child.redaction())) {
      files.followed().forEach(file -> reading.follow(launch.directory().resolve(file)));
      Process process = launch.start(child.variables(), pipes);
      pipes.forgetNames();
      reading.listenTo(pipes.output(process), pipes.errors(process));
      return new Watch(process, child.mark(), reading, recorder, log).untilEnd(limits, context);
    }
  }

  private CommandResult outcome(Watch.Ending ending, CommandResult result)
      throws InterruptedException {
    return switch (ending) {
      case BY_ITSELF -> result;
      case TIMEOUT -> throw late(result);
      case INTERRUPTED -> throw new InterruptedException(commandLine() + " was interrupted");
    };
  }

  /** Two processes of the same step must not work side by side after a crash and resume. */
  private void stopLeftBehind(Mark mark) {
    ProcessTree tree = new ProcessTree(mark::isLeftBehind);
    List<ProcessHandle> found = tree.look();
    if (!found.isEmpty()) {
      context.log(
          "stopping what an earlier engine left running in this step: "
              + ProcessTree.describe(found));
      TreeStop stop = new TreeStop(tree, () -> false);
      List<ProcessHandle> alive = stop.stop(limits.grace());
      if (stop.wasInterrupted()) {
        Thread.currentThread().interrupt();
      }
      if (!alive.isEmpty()) {
        throw StepFailedException.transientFailure(
            "an earlier engine left processes running in this step that cannot be stopped: "
                + ProcessTree.describe(alive)
                + "; end them and retry");
      }
    }
  }

  private CommandLog openLog() {
    Path workspace = context.workspace();
    try {
      return CommandLog.in(workspace, Words.name(launch.words()), limits.logBytes());
    } catch (IOException e) {
      throw StepFailedException.fatal(
              "cannot write a log file in the step's workspace " + workspace + ": " + e)
          .causedBy(e);
    }
  }

  private StepFailedException late(CommandResult result) {
    return StepFailedException.transientFailure(
        context.redact(
            commandLine()
                + " had not ended after "
                + limits.timeout()
                + " and was stopped"
                + LastWords.of(result)));
  }

  private String commandLine() {
    return Words.line(launch.words());
  }
}
