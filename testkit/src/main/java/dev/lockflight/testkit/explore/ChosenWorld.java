package dev.lockflight.testkit.explore;

import dev.lockflight.Call;
import dev.lockflight.CombinedGate;
import dev.lockflight.FailureClass;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.ItemPath;
import dev.lockflight.Operation;
import dev.lockflight.Output;
import dev.lockflight.Progress;
import dev.lockflight.RemoteOperation;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import dev.lockflight.Verdict;
import dev.lockflight.engine.StandIns;
import dev.lockflight.testkit.simulation.SampleOutputs;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Steps and gates that end as was chosen just before; what they did is counted. */
final class ChosenWorld implements StandIns {
  private final SampleOutputs outputs;
  private final Map<String, Object> given;
  private final Map<String, Integer> calls = new HashMap<>();
  private final Map<String, Set<String>> submitted = new HashMap<>();
  private final Set<String> cancelled = new HashSet<>();
  private Ending chosen = Ending.SUCCEEDS;

  ChosenWorld(SampleOutputs outputs, Map<String, Object> given) {
    this.outputs = outputs;
    this.given = given;
  }

  void choose(Ending ending) {
    chosen = ending;
  }

  Moment.Effects effects() {
    return new Moment.Effects(calls, submitted);
  }

  @Override
  public Operation<?> operation(ItemPath step, Operation<?> real) {
    return real instanceof Call<?> ? new Chosen(this, step) : new ChosenRemotely(this, step);
  }

  @Override
  public Gate gate(ItemPath path, Gate real) {
    return real.replacing(
        inner -> {
          boolean here = inner instanceof CombinedGate || inner.kind() != Gate.Kind.CHECK;
          return here ? inner : new Answered(this, inner.name());
        });
  }

  private static String attempt(ItemPath step, StepContext context) {
    return context.run() + " " + step + " attempt " + context.attempt();
  }

  private Object end(ItemPath step, StepContext context) throws InterruptedException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedException("interrupted");
    }
    FailureClass failure = chosen.failure();
    if (failure == FailureClass.TRANSIENT) {
      throw StepFailedException.transientFailure(chosen.text());
    }
    if (failure == FailureClass.FATAL) {
      throw StepFailedException.fatal(chosen.text());
    }
    return outputs
        .of(context.pipeline(), step)
        .map(Output::name)
        .map(given::get)
        .orElseGet(() -> outputs.sample(context.pipeline(), step));
  }

  private record Chosen(ChosenWorld world, ItemPath step) implements Call<Object> {
    @Override
    public String name() {
      return step.item();
    }

    @Override
    public Object run(StepContext context) throws Exception {
      if (!Thread.currentThread().isInterrupted()) {
        world.calls.merge(attempt(step, context), 1, Integer::sum);
      }
      return world.end(step, context);
    }
  }

  private record ChosenRemotely(ChosenWorld world, ItemPath step)
      implements RemoteOperation<Object> {
    @Override
    public String name() {
      return step.item();
    }

    @Override
    public Handle submit(StepContext context) throws Exception {
      String key = context.idempotencyKey();
      if (world.chosen.failure() == null) {
        world.submitted.computeIfAbsent(attempt(step, context), a -> new HashSet<>()).add(key);
      } else {
        var unused = world.end(step, context);
      }
      return new Handle(key);
    }

    @Override
    public Poll<Object> poll(Handle handle, StepContext context) throws Exception {
      if (world.cancelled.contains(handle.value())) {
        throw StepFailedException.fatal("cancelled");
      }
      return Poll.finished(world.end(step, context));
    }

    @Override
    public void cancel(Handle handle, StepContext context) {
      world.cancelled.add(handle.value());
      context.progress(Progress.of("cancelled", 1));
    }
  }

  private record Answered(ChosenWorld world, GateName name) implements Gate {
    @Override
    public Verdict evaluate(GateContext context) {
      return world.chosen.verdict();
    }
  }
}
