package dev.lockflight.engine;

import static dev.lockflight.testkit.TestKit.simulate;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.lockflight.BranchPattern;
import dev.lockflight.CronExpression;
import dev.lockflight.Pipeline;
import dev.lockflight.PipelinePart;
import dev.lockflight.Stage;
import dev.lockflight.Trigger;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunSummary;
import dev.lockflight.store.RunStore;
import dev.lockflight.testkit.simulation.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/** Triggers of simulated pipelines, what they told, and the runs they started. */
final class TriggersRig {
  static final Duration MINUTE = Duration.ofMinutes(1);
  static final Trigger.Cron NIGHTLY =
      new Trigger.Cron(new CronExpression("0 2 * * *"), ZoneId.of("UTC"));
  static final Trigger PUSH = new Trigger.Push(List.of(new BranchPattern("main")));

  final FakeRevisions git = new FakeRevisions().at("main", "c1");
  private final List<TriggerEvent> told = new ArrayList<>();
  private final List<Triggers> opened = new ArrayList<>();

  static Pipeline pipeline(String name, Trigger... triggers) {
    return Pipeline.of(
        name,
        new PipelinePart.StartedOn(List.of(triggers)),
        Stage.of("build").run(new Steps().ok("compile")));
  }

  @CanIgnoreReturnValue
  Simulation opened(UnaryOperator<TriggersSetup> setup, Pipeline... pipelines) {
    return follow(simulate(pipelines), setup).settle();
  }

  Simulation follow(Simulation sim, UnaryOperator<TriggersSetup> setup) {
    return sim.opening(
        engine -> opened.add(setup.apply(Triggers.on(engine).followedBy(told::add)).open()));
  }

  @CanIgnoreReturnValue
  Simulation scheduled(Pipeline... pipelines) {
    return opened(setup -> setup.releasing(git, "main"), pipelines);
  }

  Simulation polled(Pipeline... pipelines) {
    return opened(setup -> setup.polling(git, "main", MINUTE), pipelines);
  }

  /** Those of the present engine. */
  Triggers triggers() {
    return opened.get(opened.size() - 1);
  }

  <T extends TriggerEvent> List<T> told(Class<T> kind) {
    return told.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  static List<Run> runs(Simulation sim) {
    return sim.engine().list(RunStore.Query.newest(1_000)).stream()
        .sorted(Comparator.comparing((RunSummary run) -> run.moments().created()))
        .map(run -> sim.engine().find(run.run()).orElseThrow())
        .toList();
  }

  static List<String> commits(Simulation sim) {
    return runs(sim).stream().map(run -> run.release().commit()).toList();
  }

  static List<Instant> begun(Simulation sim) {
    return sim.engine().list(RunStore.Query.newest(1_000)).stream()
        .map(run -> run.moments().created())
        .sorted()
        .toList();
  }
}
