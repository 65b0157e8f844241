package dev.lockflight.engine;

import dev.lockflight.Action;
import dev.lockflight.Cause;
import dev.lockflight.Deployment;
import dev.lockflight.Environment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.ParameterValues;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.Release;
import dev.lockflight.RunId;
import dev.lockflight.StageName;
import dev.lockflight.StageNode;
import dev.lockflight.Window;
import dev.lockflight.engine.RefusedException.Reason;
import dev.lockflight.run.Origin;
import dev.lockflight.run.OutputKey;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StageEvent;
import dev.lockflight.run.StageRun;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** Creates runs: new ones, reruns that keep earlier outputs, and rollbacks on request. */
final class StartRuns {
  private final Works works;
  private final Supplier<RunId> ids;
  private final BeginOnce once;

  StartRuns(Works works, Supplier<RunId> ids) {
    this.works = works;
    this.ids = ids;
    this.once = new BeginOnce(works);
  }

  /** A request with a key is begun once; whoever asks again gets the run there is. */
  CompletableFuture<Run> start(StartRequest request, Origin origin) {
    return request.occurrence().isEmpty()
        ? begin(ids.get(), request, origin)
        : once.begin(RunIds.of(request), id -> begin(id, request, origin));
  }

  private CompletableFuture<Run> begin(RunId id, StartRequest request, Origin origin) {
    Pipeline pipeline = works.pipeline(request.pipeline());
    ParameterValues parameters = StartRules.parameters(pipeline, request);
    RunEvent.Created created =
        new RunEvent.Created(
            pipeline.name(),
            pipeline.structure().digest(),
            request.cause(),
            request.release(),
            parameters,
            origin);
    return works.begin(
        pipeline,
        id,
        turn -> {
          turn.happened(created);
          return List.of();
        });
  }

  CompletableFuture<Run> rerun(RunId id, StageName from, Principal by, String reason) {
    Run earlier = works.read(id).orElseThrow(() -> new UnknownRunException(id));
    Pipeline pipeline = works.pipeline(earlier.pipeline());
    if (!earlier.isEnded()) {
      throw new RefusedException(
          Reason.NOT_WAITING, "run " + id + " has not ended; abort it before it is rerun");
    }
    refuseOtherStructure(pipeline, earlier);
    StageNode first =
        pipeline
            .graph()
            .find(from)
            .orElseThrow(
                () ->
                    new RefusedException(
                        Reason.NOT_WAITING,
                        "pipeline " + pipeline.name() + " has no stage " + from));
    Set<StageName> again = downstream(pipeline, first);
    return works.begin(
        pipeline,
        ids.get(),
        turn -> {
          created(turn, earlier, earlier.release(), by, Origin.rerun(id, from, reason));
          keep(turn, earlier, key -> !again.contains(key.writer()));
          keepStages(turn, earlier, again);
          return List.of();
        });
  }

  private static void keepStages(Turn turn, Run earlier, Set<StageName> again) {
    for (StageNode node : turn.pipeline().graph().nodes()) {
      StageRun stage = earlier.stage(node.name());
      boolean kept = stage.status() == RunStatus.SUCCEEDED || stage.status() == RunStatus.SKIPPED;
      if (kept && !again.contains(node.name())) {
        turn.happened(
            new StageEvent.StageEnded(
                node.name(), stage.status(), "kept from run " + earlier.id()));
      }
    }
  }

  private static Set<StageName> downstream(Pipeline pipeline, StageNode first) {
    Set<StageName> all = new HashSet<>();
    Deque<StageNode> open = new ArrayDeque<>(List.of(first));
    while (!open.isEmpty()) {
      StageNode node = open.remove();
      if (all.add(node.name())) {
        open.addAll(pipeline.graph().dependentsOf(node));
      }
    }
    return all;
  }

  /**
   * Undoes what is in the environment: the deployment of {@code target}'s successor and all after
   * it.
   */
  CompletableFuture<Run> rollback(
      EnvironmentName environment, RollbackTarget target, Principal by, String reason) {
    List<Deployment> inForce = works.ledger().inForce(environment);
    Deployment undone = target.firstUndone(inForce, works.ledger().orders());
    Run earlier = works.read(undone.run()).orElseThrow(() -> new UnknownRunException(undone.run()));
    Release release = RollbackTarget.release(inForce, undone);
    TakenBack.refuse(
        works.ledger(), works.surroundings().clock().instant(), earlier, environment, release);
    Pipeline pipeline = works.pipeline(earlier.pipeline());
    refuseOtherStructure(pipeline, earlier);
    StageNode node = pipeline.graph().find(undone.stage()).orElseThrow();
    refuseUnable(node, works.surroundings().clock().instant());
    return works.begin(
        pipeline,
        ids.get(),
        turn -> {
          created(
              turn, earlier, release, by, Origin.rollback(undone.run(), undone.stage(), reason));
          keep(turn, earlier, key -> true);
          return List.of();
        });
  }

  private static void refuseUnable(StageNode node, Instant now) {
    if (node.stage().rollback().isEmpty()) {
      throw new RefusedException(
          Reason.NOT_RESTORABLE,
          "stage " + node.name() + " declares no rollback; add onFailure(rollback(...))");
    }
    for (Window window : node.stage().environment().map(Environment::windows).orElse(List.of())) {
      if (window.denies(Action.ROLLBACK, now)) {
        throw new RefusedException(Reason.WINDOW_CLOSED, "no rollback now: " + window);
      }
    }
  }

  private void refuseOtherStructure(Pipeline pipeline, Run earlier) {
    if (earlier.created().structure().equals(pipeline.structure().digest())) {
      return;
    }
    String difference =
        works
            .store()
            .structure(earlier.created().structure())
            .flatMap(old -> old.conflictWith(pipeline.structure(), old.stages().keySet()))
            .orElse("stages were added");
    throw new RefusedException(
        Reason.STRUCTURE_CHANGED,
        "run " + earlier.id() + " had another structure of " + pipeline.name() + ": " + difference);
  }

  private static void created(
      Turn turn, Run earlier, Release release, Principal by, Origin origin) {
    Cause before = earlier.created().cause();
    Cause cause =
        new Cause(
            before.kind(), before.ref(), before.target(), by, before.authors(), before.inputs());
    turn.happened(
        new RunEvent.Created(
            earlier.pipeline(),
            earlier.created().structure(),
            cause,
            release,
            earlier.parameters(),
            origin));
  }

  private static void keep(Turn turn, Run earlier, Function<OutputKey, Boolean> wanted) {
    Map<OutputKey, String> kept = new HashMap<>();
    earlier
        .outputs()
        .forEach(
            (key, value) -> {
              if (wanted.apply(key)) {
                kept.put(key, value);
              }
            });
    if (!kept.isEmpty()) {
      turn.happened(new RunEvent.OutputsKept(kept));
    }
  }
}
