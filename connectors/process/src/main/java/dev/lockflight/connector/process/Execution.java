package dev.lockflight.connector.process;

import dev.lockflight.Secret;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One execution of a command: prepares it, has it watched, and says how it ended. */
final class Execution {
  private static final int SHORT_SECRET = 8;
  private final Launch launch;
  private final Limits limits;
  private final List<Path> followed;
  private final StepContext context;
  private final LineListener listener;

  Execution(
      Launch launch,
      Limits limits,
      List<Path> followed,
      StepContext context,
      LineListener listener) {
    this.launch = launch;
    this.limits = limits;
    this.followed = followed;
    this.context = context;
    this.listener = listener;
  }

  CommandResult run() throws InterruptedException {
    Mark mark = Mark.of(context);
    Map<String, String> secrets = reveal();
    Map<String, String> variables = new TreeMap<>(launch.environment().open());
    variables.putAll(secrets);
    variables.putAll(mark.variables());
    stopLeftBehind(mark);
    try (CommandLog log = openLog()) {
      Recorder recorder = new Recorder(log, limits.kept(), listener, context);
      return watch(log, recorder, new Redaction(secrets.values()), variables, mark);
    }
  }

  private CommandResult watch(
      CommandLog log,
      Recorder recorder,
      Redaction redaction,
      Map<String, String> variables,
      Mark mark)
      throws InterruptedException {
    Instant begun = context.now();
    try (Reading reading = new Reading(recorder, redaction)) {
      followed.forEach(file -> reading.follow(launch.directory().resolve(file)));
      Process process = launch.start(variables);
      Watch watch = new Watch(process, mark, reading, recorder, log);
      Watch.Ending ending = watch.untilEnd(limits, context);
      log.close();
      Duration duration = Duration.between(begun, context.now());
      if (!log.problem().isEmpty()) {
        context.log("the log file " + log.file() + " is not complete: " + log.problem());
      }
      return switch (ending) {
        case BY_ITSELF -> recorder.result(process.exitValue(), duration);
        case TIMEOUT -> throw late(recorder.result(-1, duration));
        case INTERRUPTED -> throw new InterruptedException(commandLine() + " was interrupted");
      };
    }
  }

  private Map<String, String> reveal() {
    Map<String, String> revealed = new TreeMap<>();
    for (Map.Entry<String, Secret> entry : launch.environment().secrets().entrySet()) {
      String name = entry.getKey();
      String value = context.reveal(entry.getValue());
      if (value.indexOf('\0') >= 0) {
        throw StepFailedException.fatal(
            "the secret "
                + entry.getValue().name()
                + " holds a NUL character, which the variable "
                + name
                + " cannot; correct its value at its source");
      }
      refuseInArguments(entry.getValue(), value);
      revealed.put(name, value);
    }
    return revealed;
  }

  private void refuseInArguments(Secret secret, String value) {
    for (String word : launch.words()) {
      boolean holds = value.length() < SHORT_SECRET ? word.equals(value) : word.contains(value);
      if (holds && !value.isEmpty()) {
        throw StepFailedException.fatal(
            "an argument of "
                + context.redact(launch.words().get(0))
                + " holds the value of the secret "
                + secret.name()
                + ", and arguments can be read by every user of the machine;"
                + " let the program read it from its environment");
      }
    }
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
