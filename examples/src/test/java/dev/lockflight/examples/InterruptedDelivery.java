package dev.lockflight.examples;

import dev.lockflight.EnvironmentName;
import dev.lockflight.Release;
import dev.lockflight.RunId;
import dev.lockflight.artifact.Artifacts;
import dev.lockflight.artifact.Pointer;
import dev.lockflight.connector.databricks.Databricks;
import dev.lockflight.connector.databricks.DatabricksSettings;
import dev.lockflight.connector.http.HostLimits;
import dev.lockflight.connector.http.Pause;
import dev.lockflight.connector.volumes.VolumeArtifactStore;
import dev.lockflight.connector.volumes.VolumePath;
import dev.lockflight.engine.Engine;
import dev.lockflight.engine.StartRequest;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Run;
import dev.lockflight.run.StepEvent;
import dev.lockflight.store.InMemoryRunStore;
import dev.lockflight.store.RunStore;
import dev.lockflight.testkit.databricks.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One delivery in a workspace of its own, disturbed at one of its requests at most. */
final class InterruptedDelivery {
  private static final RunId RUN = RunId.of("run-1");
  private static final Path PROJECT = Path.of("dbt");

  private final LocalRepository repository;
  private final RecordedWorkspace recorded;
  private final Path directory;
  private final AtomicInteger plays = new AtomicInteger();

  private volatile int taken;
  private int requests;

  /**
   * What is left when it has ended.
   *
   * @param steps how often the journal says that each step succeeded
   * @param begun how many runs were begun in Databricks
   * @param pointed which run each pointer names, every digest of it verified
   * @param files on the volume
   */
  record Ending(
      String status,
      Map<String, Long> steps,
      int begun,
      List<String> pointed,
      List<String> files) {}

  /** A process with an engine, which can be killed: nothing of it is written or heard any more. */
  private static final class Life implements AutoCloseable {
    private final LocalDatabricks local;
    private final MortalStore store;
    private final String token;
    private final Databricks databricks;
    private final Engine engine;
    private final CompletableFuture<Run> end = new CompletableFuture<>();

    Life(LocalDatabricks local, RunStore durable, Path place) {
      this.local = local;
      store = new MortalStore(durable);
      token = local.workspace().tokens().personal();
      Pause soon = time -> Pause.real().rest(Duration.ofMillis(5));
      databricks =
          local.open(
              token,
              DatabricksSettings.usual()
                  .limits(HostLimits.usual().withoutBreaker())
                  .time(InstantSource.system(), soon));
      engine =
          Engine.on(store)
              .workspaces(place.resolve("work"))
              .ids(() -> RUN)
              .open(DatabricksDelivery.forOne(databricks, PROJECT, Duration.ofMillis(20)));
    }

    void kill() {
      store.die();
      local.workspace().tokens().revoke(token);
      var unused = end.completeExceptionally(new IllegalStateException("killed"));
    }

    /** Empty when it was killed before. */
    Optional<Run> goOn() {
      var unused =
          CompletableFuture.runAsync(
              () -> {
                try {
                  end.complete(OnePerson.approves(engine, RUN));
                } catch (Exception e) {
                  end.completeExceptionally(e);
                }
              });
      try {
        return Optional.of(end.get(120, TimeUnit.SECONDS));
      } catch (ExecutionException e) {
        return Optional.empty();
      } catch (InterruptedException | TimeoutException e) {
        throw new AssertionError("the delivery does not end", e);
      }
    }

    @Override
    public void close() throws IOException {
      engine.close();
      databricks.close();
    }
  }

  InterruptedDelivery(LocalRepository repository, RecordedWorkspace recorded, Path directory) {
    this.repository = repository;
    this.recorded = recorded;
    this.directory = directory;
  }

  Ending undisturbed() throws Exception {
    Ending ending = play(process -> Fault.slow(Duration.ZERO));
    requests = taken;
    return ending;
  }

  /** The effect happens, the answer does not come, and the engine goes on. */
  Ending losing(int request) throws Exception {
    return play(process -> Fault.answerLost().nth(request));
  }

  /** The effect happens, the process dies, and another goes on. */
  Ending killedAfter(int request) throws Exception {
    return play(process -> Fault.answerLost().nth(request).andThen(process::kill));
  }

  /** The process dies, nothing happens, and another goes on. */
  Ending killedBefore(int request) throws Exception {
    return play(process -> Fault.reset().nth(request).andThen(process::kill));
  }

  /** How many requests the undisturbed delivery took. */
  int requests() {
    return requests;
  }

  private Ending play(Function<Life, Fault> fault) throws Exception {
    Path place = directory.resolve("play-" + plays.incrementAndGet());
    RunStore durable = new InMemoryRunStore();
    try (LocalDatabricks local = LocalDatabricks.start(repository, place)) {
      recorded.playIn(local);
      Optional<Run> ended;
      try (Life first = new Life(local, durable, place)) {
        local.workspace().faults().add(fault.apply(first));
        var unused =
            first.engine.start(
                StartRequest.of(
                    "databricks-delivery", OnePerson.BY_HAND, Release.of(repository.commit())));
        ended = first.goOn();
      }
      if (ended.isEmpty()) {
        try (Life second = new Life(local, durable, place)) {
          ended = second.goOn();
        }
      }
      taken = local.workspace().requests().size();
      Map<String, Long> steps =
          durable.read(RUN, 0).stream()
              .map(JournalEntry::event)
              .filter(StepEvent.StepSucceeded.class::isInstance)
              .collect(
                  Collectors.groupingBy(
                      event -> ((StepEvent.StepSucceeded) event).step().toString(),
                      TreeMap::new,
                      Collectors.counting()));
      return ending(ended.orElseThrow(), steps, local);
    }
  }

  private static Ending ending(Run run, Map<String, Long> steps, LocalDatabricks local)
      throws Exception {
    List<String> pointed = new ArrayList<>();
    try (Databricks databricks = local.open()) {
      for (String where : List.of("builds stage", "builds prod", "docs prod")) {
        for (Pointer pointer : Pointer.values()) {
          pointed.add(where + " " + pointer + " " + pointed(databricks, where.split(" "), pointer));
        }
      }
    }
    return new Ending(
        run.status().toString(),
        steps,
        local.workspace().jobs().begun(),
        pointed,
        local.workspace().files().paths());
  }

  private static RunId pointed(Databricks databricks, String[] where, Pointer pointer)
      throws IOException {
    VolumePath volume = VolumePath.of("ops", "dbt_meta", "artifacts").resolve(where[0]);
    return Artifacts.in(VolumeArtifactStore.in(databricks, volume))
        .of(EnvironmentName.of(where[1]))
        .verified(pointer)
        .run();
  }
}
