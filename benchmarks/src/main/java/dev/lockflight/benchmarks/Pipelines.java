package dev.lockflight.benchmarks;

import dev.lockflight.ApprovalRule;
import dev.lockflight.Call;
import dev.lockflight.Output;
import dev.lockflight.Pipeline;
import dev.lockflight.PipelinePart;
import dev.lockflight.Stage;
import dev.lockflight.StepContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The pipelines that are measured. Their steps do nothing. */
final class Pipelines {
  static final String OWNERS = "owners";

  private Pipelines() {}

  /** Does nothing. */
  record Nothing(String name, Set<Output<?>> reads) implements Call<String> {
    static Nothing called(String name) {
      return new Nothing(name, Set.of());
    }

    @Override
    public String run(StepContext context) {
      return "";
    }
  }

  /** One stage of so many steps. */
  static Pipeline steps(int steps) {
    Stage stage = Stage.of("work");
    List<Stage> growing = new ArrayList<>(List.of(stage));
    IntStream.range(0, steps)
        .forEach(i -> growing.set(0, growing.get(0).run(Nothing.called("step-" + i))));
    return Pipeline.of("sequential", growing.get(0));
  }

  /** So many stages of one step, one after the other. */
  static Pipeline chain(int stages) {
    return Pipeline.of("chain", IntStream.range(0, stages).mapToObj(Pipelines::stage).toList());
  }

  /** One stage, so many side by side, and one that waits for all of them. */
  static Pipeline fanOut(int stages) {
    return Pipeline.of(
        "fan-out",
        Stage.of("first").run(Nothing.called("first")),
        new PipelinePart.Parallel(IntStream.range(0, stages).mapToObj(Pipelines::stage).toList()),
        Stage.of("last").run(Nothing.called("last")));
  }

  /** So many stages in a chain; each reads what the one before and the first have written. */
  static Pipeline reading(int stages) {
    List<Stage> all = new ArrayList<>();
    for (int i = 0; i < stages; i++) {
      Set<Output<?>> reads =
          i == 0 ? Set.of() : i == 1 ? Set.of(key(0)) : Set.of(key(0), key(i - 1));
      all.add(Stage.of("stage-" + i).run(new Nothing("step", reads).into(key(i))));
    }
    return Pipeline.of("reading", all);
  }

  private static Output<String> key(int stage) {
    return Output.of("OUT" + stage, String.class);
  }

  private static Stage stage(int number) {
    return Stage.of("stage-" + number).run(Nothing.called("step"));
  }

  /** An approval, and a step behind it. */
  static Pipeline approved(Call<String> behind) {
    return Pipeline.of(
        "approved", Stage.of("release").require(ApprovalRule.of(OWNERS)).run(behind));
  }
}
