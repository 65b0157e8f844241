package dev.lockflight.testkit.dbt;

import dev.lockflight.Progress;
import dev.lockflight.StepContext;
import dev.lockflight.connector.dbt.DbtInvocation;
import dev.lockflight.connector.dbt.DbtRunner;
import dev.lockflight.connector.dbt.DbtVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A dbt that plays what a real one left: its log line by line with the time between them, then its
 * artifacts, as if they were of this invocation, and its exit code. It never sleeps; time passes as
 * {@link #waiting} says. Immutable and thread-safe.
 *
 * <p>A directory per command holds {@code dbt.log} (its structured log), the artifacts ({@code
 * manifest.json}, {@code run_results.json}, …) and, unless it is 0, the exit code in {@code
 * exit_code.txt}: what a real run leaves in a step's workspace, with the log beside the artifacts.
 */
public final class RecordedDbt implements DbtRunner {
  private static final String STAMP = "DBT_ENV_CUSTOM_ENV_";

  private final Recording otherwise;
  private final Map<String, Recording> byVerb;
  private final Waiting waiting;

  private RecordedDbt(Recording otherwise, Map<String, Recording> byVerb, Waiting waiting) {
    this.otherwise = otherwise;
    this.byVerb = Map.copyOf(byVerb);
    this.waiting = waiting;
  }

  /**
   * Plays that recording for every command.
   *
   * @throws java.io.UncheckedIOException when there is no recording
   */
  public static RecordedDbt playing(Path directory) {
    return new RecordedDbt(Recording.in(directory), Map.of(), time -> {});
  }

  /**
   * Plays another one for the command that begins with this word, as {@code test} or {@code docs}.
   */
  public RecordedDbt playing(String verb, Path directory) {
    Map<String, Recording> all = new TreeMap<>(byVerb);
    all.put(verb, Recording.in(directory));
    return new RecordedDbt(otherwise, all, waiting);
  }

  /** The time between two lines passes so; without this, it takes no time. */
  public RecordedDbt waiting(Waiting passing) {
    return new RecordedDbt(otherwise, byVerb, passing);
  }

  /** How long the command takes, from its first line to its last. */
  public Duration length(String verb) {
    return recording(verb).length();
  }

  @Override
  public DbtVersion version(StepContext context) {
    return otherwise.version();
  }

  @Override
  public Exit run(DbtInvocation invocation, StepContext context) throws Exception {
    Recording recording =
        recording(invocation.arguments().isEmpty() ? "" : invocation.arguments().get(0));
    String id = newId(invocation);
    Path unused = Files.createDirectories(invocation.logPath());
    Path started = Files.createFile(invocation.log());
    List<String> errors = play(recording, started, id, context);
    recording.copyTo(invocation.targetPath(), id, stamp(invocation));
    boolean completed =
        recording.log().stream().anyMatch(line -> line.name().equals("CommandCompleted"));
    return new Exit(recording.exitCode(), id, completed, errors);
  }

  private Recording recording(String verb) {
    return byVerb.getOrDefault(verb, otherwise);
  }

  private List<String> play(Recording recording, Path log, String id, StepContext context)
      throws IOException, InterruptedException {
    List<String> errors = new ArrayList<>();
    long nodes = 0;
    LogLine before = recording.log().get(0);
    for (LogLine line : recording.log()) {
      pass(line.since(before));
      before = line;
      String text = line.text().replace(recording.invocationId(), id) + "\n";
      Path unused =
          Files.write(log, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
      if (line.level().equals("error")) {
        errors.add(line.message().strip());
      }
      if (line.isForPeople()) {
        line.message().strip().lines().forEach(context::log);
      }
      if (line.name().equals("NodeFinished")) {
        nodes++;
        context.progress(Progress.of("nodes", nodes));
      }
    }
    return errors;
  }

  private void pass(Duration time) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("dbt was stopped");
    }
    waiting.pass(time);
  }

  /** Another one for each invocation, and the same in each repetition of a test. */
  private static String newId(DbtInvocation invocation) {
    String seed = invocation.directory() + " " + stamp(invocation);
    return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static Map<String, String> stamp(DbtInvocation invocation) {
    Map<String, String> stamp = new TreeMap<>();
    invocation
        .environment()
        .forEach(
            (name, value) -> {
              if (name.startsWith(STAMP)) {
                stamp.put(name.substring(STAMP.length()), value);
              }
            });
    return stamp;
  }

  @Override
  public String toString() {
    return "recorded dbt " + otherwise.version();
  }
}
