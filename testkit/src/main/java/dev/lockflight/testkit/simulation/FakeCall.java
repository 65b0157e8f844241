package dev.lockflight.testkit.simulation;

import dev.lockflight.Call;
import dev.lockflight.FailureClass;
import dev.lockflight.ItemPath;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import dev.lockflight.testkit.simulation.StepOutcome.Does;
import dev.lockflight.testkit.simulation.StepOutcome.Fails;
import dev.lockflight.testkit.simulation.StepOutcome.Succeeds;

/** A call that ends as the script says. */
record FakeCall(FakeWorld world, ItemPath step, Call<?> real) implements Call<Object> {
  @Override
  public String name() {
    return real.name();
  }

  @Override
  public Object run(StepContext context) throws Exception {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedException("interrupted");
    }
    world.happened(step, context);
    return world.outcome(step, context).what() instanceof StepOutcome.Real
        ? real.run(context)
        : end(world, step, context);
  }

  /** How a faked step ends. */
  static Object end(FakeWorld world, ItemPath step, StepContext context) throws Exception {
    StepOutcome.What what = world.outcome(step, context).what();
    if (what instanceof Fails failure) {
      throw failure.failureClass() == FailureClass.TRANSIENT
          ? StepFailedException.transientFailure(failure.message())
          : StepFailedException.fatal(failure.message());
    }
    return what instanceof Does does
        ? does.body().run(context)
        : world.result((Succeeds) what, step, context);
  }
}
