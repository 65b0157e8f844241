package dev.lockflight.testkit.simulation;

import dev.lockflight.Call;
import dev.lockflight.CombinedGate;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.ItemPath;
import dev.lockflight.Operation;
import dev.lockflight.RemoteOperation;
import dev.lockflight.StepContext;
import dev.lockflight.Verdict;
import dev.lockflight.engine.EngineTask;
import dev.lockflight.engine.StandIns;
import dev.lockflight.testkit.simulation.StepOutcome.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What a simulation has in the place of the world: it ends steps and answers gates as the script
 * says, and survives a crash of the engine.
 */
final class FakeWorld implements StandIns, Executor {
  private final Script script;
  private final SampleOutputs outputs;
  private final VirtualTime time;
  private final RemoteSide remote;
  private final Runnable crash;
  private final List<EngineTask> held = new ArrayList<>();
  private final List<StepEffect> effects = new ArrayList<>();
  private @Nullable IllegalStateException problem;

  FakeWorld(Script script, SampleOutputs outputs, VirtualTime time, Runnable crash) {
    this.script = script;
    this.outputs = outputs;
    this.time = time;
    this.remote = new RemoteSide(time);
    this.crash = crash;
  }

  List<StepEffect> effects() {
    return List.copyOf(effects);
  }

  // When it ends.

  @Override
  public void execute(Runnable work) {
    if (!(work instanceof EngineTask task)) {
      time.soon(work); // a trigger looks at something
      return;
    }
    boolean begins = task.kind() == EngineTask.Kind.CALL || task.kind() == EngineTask.Kind.SUBMIT;
    if (!begins) {
      time.soon(task);
      return;
    }
    Ending ending = script.outcome(task.item(), task.attempt()).ending();
    if (script.takeCrash(task.item(), task.attempt())) {
      time.after(ending.takes(), crash);
    } else if (task.kind() == EngineTask.Kind.SUBMIT || isAtOnce(ending)) {
      time.soon(task);
    } else {
      held.add(task);
      if (!ending.never()) {
        time.after(ending.takes(), () -> letGo(task));
      }
    }
  }

  private static boolean isAtOnce(Ending ending) {
    return !ending.never() && ending.takes().isZero();
  }

  private void letGo(EngineTask task) {
    if (held.removeIf(each -> each == task)) {
      task.run();
    }
  }

  /** A call that is interrupted ends at once; a test that forgot to say something ends too. */
  void lookAround() {
    refuseProblem();
    for (EngineTask task : List.copyOf(held)) {
      if (task.isStopped()) {
        letGo(task);
      }
    }
  }

  /** What only the killed process knew. */
  void forget() {
    held.clear();
  }

  // What is done.

  @Override
  public Operation<?> operation(ItemPath step, Operation<?> real) {
    return real instanceof Call<?> call
        ? new FakeCall(this, step, call)
        : new FakeRemoteOperation(this, step, (RemoteOperation<?>) real);
  }

  StepOutcome outcome(ItemPath step, StepContext context) {
    return script.outcome(step, context.attempt());
  }

  RemoteSide remote() {
    return remote;
  }

  void happened(ItemPath step, StepContext context) {
    effects.add(new StepEffect(context.run(), step, context.attempt(), context.idempotencyKey()));
  }

  Object result(StepOutcome.Succeeds success, ItemPath step, StepContext context) {
    Object given = success.value();
    try {
      return given == null ? outputs.sample(context.pipeline(), step) : given;
    } catch (IllegalStateException e) {
      problem = e;
      throw e;
    }
  }

  private void refuseProblem() {
    if (problem != null) {
      throw problem;
    }
  }

  // What is answered.

  @Override
  public Gate gate(ItemPath path, Gate real) {
    return real.replacing(inner -> replaced(path, inner));
  }

  private Gate replaced(ItemPath path, Gate inner) {
    boolean combined = inner instanceof CombinedGate;
    boolean said = script.mentions(path, inner.name().value());
    boolean people = !inner.approvals().isEmpty() && !combined;
    return people || (combined && !said)
        ? inner
        : new GateScript.Scripted(inner, context -> answer(path, inner, context));
  }

  private Verdict answer(ItemPath path, Gate inner, GateContext context) throws Exception {
    int asking = context.earlier().size() + 1;
    Optional<GateScript.Question> said = script.answer(path, inner.name().value(), asking);
    boolean real =
        said.isPresent() ? said.get() == GateScript.REAL : inner.kind() != Gate.Kind.CHECK;
    if (real) {
      return inner.evaluate(context);
    }
    return said.isPresent() ? said.get().ask(context) : Verdict.passed("simulated");
  }
}
