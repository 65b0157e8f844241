package dev.lockflight.proof;

import dev.lockflight.ApprovalRule;
import dev.lockflight.BranchPattern;
import dev.lockflight.Call;
import dev.lockflight.Condition;
import dev.lockflight.Environment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.Pipeline;
import dev.lockflight.PipelinePart;
import dev.lockflight.Stage;
import dev.lockflight.StepContext;
import dev.lockflight.Trigger;
import dev.lockflight.Verdict;
import java.util.Arrays;
import java.util.List;

/** Pipelines in few words. */
final class Sketch {
  static final Environment PROD = Environment.of("prod");
  static final Gate OK = new Passes("ok");

  private Sketch() {}

  private record Does(String name) implements Call<String> {
    @Override
    public String run(StepContext context) {
      return name;
    }
  }

  private record Passes(String text) implements Gate {
    @Override
    public GateName name() {
      return GateName.of(text);
    }

    @Override
    public Verdict evaluate(GateContext context) {
      return Verdict.passed("yes");
    }
  }

  static Gate gate(String name) {
    return new Passes(name);
  }

  static ApprovalRule owners() {
    return ApprovalRule.of("owners");
  }

  /** A stage with a step. */
  static Stage stage(String name) {
    return Stage.of(name).run(new Does("work"));
  }

  /** The stage that deploys into prod. */
  static Stage prod() {
    return stage("prod_build").in(PROD);
  }

  static PipelinePart on(Trigger... triggers) {
    return new PipelinePart.StartedOn(List.of(triggers));
  }

  static Trigger push(String... branches) {
    return new Trigger.Push(Arrays.stream(branches).map(BranchPattern::new).toList());
  }

  static Condition branch(String pattern) {
    return new Condition.OnBranch(new BranchPattern(pattern));
  }

  static PipelinePart parallel(Stage... stages) {
    return new PipelinePart.Parallel(List.of(stages));
  }

  static List<Bypass> around(Guard guard, PipelinePart... parts) {
    return PipelinePaths.of(Pipeline.of("p", parts)).around(guard, EnvironmentName.of("prod"));
  }

  /** Ways into prod without the gate named ok. */
  static List<Bypass> aroundOk(PipelinePart... parts) {
    return around(Guard.gate("ok"), parts);
  }
}
