package dev.lockflight.connector.cli;

import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Pipeline;
import dev.lockflight.RunId;
import dev.lockflight.engine.UnknownRunException;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunSummary;
import dev.lockflight.store.RunStore;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the run a command is about. */
final class FindRun {
  private static final int NEWEST = 1_000;

  /** A run with the pipeline it is of and its journal. */
  record Found(Pipeline pipeline, Run run, List<JournalEntry> journal) {}

  private final Tool tool;
  private final RunStore store;

  FindRun(Tool tool, RunStore store) {
    this.tool = tool;
    this.store = store;
  }

  /** The named run, or the one unfinished. */
  Found unfinished(@Nullable String id) {
    return id == null ? read(theOneOf(unfinished())) : read(named(id));
  }

  /** The named run, the one unfinished, or when all have ended the newest. */
  Found any(@Nullable String id) {
    if (id != null) {
      return read(named(id));
    }
    List<RunSummary> unfinished = unfinished();
    if (!unfinished.isEmpty()) {
      return read(theOneOf(unfinished));
    }
    return store.list(RunStore.Query.newest(NEWEST)).stream()
        .filter(this::isOurs)
        .findFirst()
        .map(newest -> read(newest.run()))
        .orElseThrow(() -> CommandFailedException.usage("there is no run yet; start one with run"));
  }

  private List<RunSummary> unfinished() {
    return store.list(RunStore.Query.UNFINISHED).stream().filter(this::isOurs).toList();
  }

  private boolean isOurs(RunSummary run) {
    return tool.find(run.pipeline()).isPresent();
  }

  private static RunId theOneOf(List<RunSummary> runs) {
    if (runs.isEmpty()) {
      throw CommandFailedException.usage(
          "no run is unfinished; name an ended one with --run, status lists them");
    }
    if (runs.size() > 1) {
      throw CommandFailedException.usage(
          "several runs are unfinished; say which with --run: "
              + runs.stream()
                  .map(run -> run.run() + " (" + run.status() + ")")
                  .collect(Collectors.joining(", ")));
    }
    return runs.get(0).run();
  }

  private static RunId named(String id) {
    try {
      return RunId.of(id);
    } catch (InvalidDefinitionException e) {
      throw CommandFailedException.usage("--run is no id of a run: " + e.getMessage());
    }
  }

  Found read(RunId id) {
    List<JournalEntry> journal = store.read(id, 0);
    if (journal.isEmpty()) {
      throw new UnknownRunException(id);
    }
    Run run = Run.of(id, journal);
    Pipeline pipeline =
        tool.find(run.pipeline())
            .orElseThrow(
                () ->
                    CommandFailedException.usage(
                        "run "
                            + id
                            + " is of pipeline "
                            + run.pipeline()
                            + ", which this program does not know; use the one that started it"));
    return new Found(pipeline, run, journal);
  }
}
