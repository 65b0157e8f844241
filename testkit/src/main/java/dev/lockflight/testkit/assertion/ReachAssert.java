package dev.lockflight.testkit.assertion;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.lockflight.Pipeline;
import dev.lockflight.Stage;
import dev.lockflight.StageName;
import dev.lockflight.proof.PipelinePaths;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which stages the runs that one thing starts can and cannot enter. */
public final class ReachAssert {
  private final Pipeline pipeline;
  private final Set<StageName> reachable;
  private final String start;

  ReachAssert(Pipeline pipeline, PipelinePaths paths, String start) {
    this.pipeline = pipeline;
    this.reachable = paths.reachable();
    this.start = start;
  }

  /** Each of these stages can be entered. */
  @CanIgnoreReturnValue
  public ReachAssert reaches(String... stages) {
    return check(true, "reach", named(stages));
  }

  /** None of these stages can be entered. */
  @CanIgnoreReturnValue
  public ReachAssert neverReaches(String... stages) {
    return check(false, "never reach", named(stages));
  }

  /** No stage that deploys into the environment can be entered. */
  @CanIgnoreReturnValue
  public ReachAssert neverDeploysInto(String environment) {
    String known = Ledgers.known(pipeline, environment);
    return check(
        false,
        "never deploy into " + known + " through",
        pipeline.stages().stream()
            .filter(Stage::deploys)
            .filter(s -> s.environment().filter(e -> e.name().value().equals(known)).isPresent())
            .map(Stage::name)
            .toList());
  }

  /** It does not start the pipeline at all. */
  @CanIgnoreReturnValue
  public ReachAssert startsNothing() {
    return check(false, "never reach", pipeline.stages().stream().map(Stage::name).toList());
  }

  private List<StageName> named(String... stages) {
    List<StageName> names = new ArrayList<>();
    for (String stage : stages) {
      names.add(new Items(pipeline).stage(stage).withoutCell());
    }
    return names;
  }

  @CanIgnoreReturnValue
  private ReachAssert check(boolean wanted, String verb, List<StageName> stages) {
    List<StageName> wrong =
        stages.stream().filter(stage -> reachable.contains(stage) != wanted).toList();
    if (!wrong.isEmpty()) {
      throw new AssertionError(
          PipelineMismatch.of(
              pipeline,
              "a run started by " + start + " to " + verb + " " + stages,
              "it can enter " + reachable,
              wrong));
    }
    return this;
  }
}
