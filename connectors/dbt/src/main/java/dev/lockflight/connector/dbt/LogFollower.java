package dev.lockflight.connector.dbt;

import dev.lockflight.Progress;
import dev.lockflight.StepContext;
import dev.lockflight.connector.process.LineListener;
import dev.lockflight.connector.process.LineSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns the structured log, as it grows, into progress and lines for people, and remembers what the
 * end needs to know. Used by one thread.
 *
 * <p>What a dbt prints to its standard output is the same log once more, so of that only text is
 * heard that is no event: the words of Python, of the shell, or of a command line that dbt refused.
 */
final class LogFollower implements LineListener {
  private static final int MOST = 20;

  /** Their totals count nodes; those of hooks count hooks. */
  private static final Set<String> COUNTING =
      Set.of(
          "LogStartLine",
          "LogModelResult",
          "LogTestResult",
          "LogSeedResult",
          "LogSnapshotResult",
          "LogFreshnessResult",
          "SkippingDetails",
          "LogNodeResult",
          "LogNodeNoOpResult");

  private final StepContext context;
  private final List<String> errors = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private final List<String> printed = new ArrayList<>();
  private @Nullable String invocationId;
  private boolean completed;
  private long done;
  private long total = -1;

  LogFollower(StepContext context) {
    this.context = context;
  }

  @Override
  public void line(LineSource source, String line) {
    LogEvent event = LogEvent.parse(line).orElse(null);
    if (source != LineSource.FILE) {
      printed(event, line);
    } else if (event != null) {
      hear(event);
    }
  }

  private void printed(@Nullable LogEvent event, String line) {
    if (event == null && !line.isBlank()) {
      context.log(line);
      keep(words, line);
    } else if (event != null && event.name().equals("PrintEvent")) {
      printed.add(event.message());
    }
  }

  private void hear(LogEvent event) {
    if (!event.invocationId().isEmpty()) {
      invocationId = event.invocationId();
    }
    Long told = event.total();
    if (told != null && COUNTING.contains(event.name())) {
      total = told;
    }
    if (event.isError()) {
      keep(errors, event.message().strip());
    }
    switch (event.name()) {
      case "CommandCompleted" -> completed = true;
      case "NodeFinished" -> finished(event);
      default -> {}
    }
    if (event.isForPeople()) {
      event.message().strip().lines().forEach(context::log);
    }
  }

  /** Totals are told when the first node starts, so a node that ends earlier is a hook. */
  private void finished(LogEvent event) {
    if (event.node().uniqueId().startsWith("operation.")) {
      return;
    }
    done++;
    context.progress(
        total < 0
            ? Progress.of("nodes", done)
            : Progress.of("nodes", Math.min(done, total), total));
  }

  private static void keep(List<String> some, String text) {
    if (!text.isBlank() && some.size() < MOST) {
      some.add(RunResultsReader.brief(text));
    }
  }

  /** What dbt printed for programs, as the names {@code dbt ls} finds. */
  List<String> printedLines() {
    return printed;
  }

  /** Everything told that was no event. */
  List<String> plainWords() {
    return words;
  }

  DbtRunner.Exit exit(int code) {
    List<String> all = new ArrayList<>(errors);
    if (all.isEmpty()) {
      all.addAll(words);
    }
    return new DbtRunner.Exit(code, invocationId, completed, all);
  }
}
