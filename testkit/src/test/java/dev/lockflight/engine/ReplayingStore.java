package dev.lockflight.engine;

import dev.lockflight.Pipeline;
import dev.lockflight.PipelineName;
import dev.lockflight.RunId;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Run;
import dev.lockflight.store.Append;
import dev.lockflight.store.ForwardingRunStore;
import dev.lockflight.store.RunStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store that replays all that is written, so that every test proves its journals legal. */
final class ReplayingStore extends ForwardingRunStore {
  private final RunStore store;
  private final Map<RunId, Replaying> replayed = new HashMap<>();
  private final Map<PipelineName, Pipeline> pipelines = new HashMap<>();

  ReplayingStore(RunStore store) {
    super(store);
    this.store = store;
  }

  /** From now on journals must be legal by these definitions. */
  void replayAgainst(Pipeline... today) {
    replayed.clear();
    pipelines.clear();
    for (Pipeline pipeline : today) {
      pipelines.put(pipeline.name(), pipeline);
    }
  }

  @Override
  public void append(List<Append> appends) {
    store.append(appends);
    for (Append append : appends) {
      RunId run = append.summary().run();
      Replaying replaying = replayed.computeIfAbsent(run, this::begin);
      store.read(run, replaying.run().seq()).forEach(entry -> replay(replaying, entry));
    }
  }

  private void replay(Replaying replaying, JournalEntry entry) {
    Optional<String> problem = replaying.next(entry);
    if (problem.isPresent()) {
      StringBuilder journal = new StringBuilder();
      store.read(entry.run(), 0).forEach(each -> journal.append("\n  ").append(each));
      throw new AssertionError("entry " + entry + " is illegal: " + problem.get() + journal);
    }
  }

  private Replaying begin(RunId run) {
    Pipeline pipeline = pipelines.get(Run.of(run, store.read(run, 0)).pipeline());
    if (pipeline == null) {
      throw new AssertionError("no pipeline of run " + run);
    }
    return new Replaying(pipeline, run);
  }
}
