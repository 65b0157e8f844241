package dev.lockflight;

import java.util.Set;

/** Operations and gates that do nothing, for definitions. */
final class Sample {
  record Nothing(String name, Set<Output<?>> reads) implements Call<String> {
    @Override
    public String run(StepContext context) {
      return name;
    }
  }

  record Open(GateName name, Set<Output<?>> reads) implements Gate {
    @Override
    public Verdict evaluate(GateContext context) {
      return Verdict.passed("open");
    }
  }

  private Sample() {}

  static Call<String> call(String name, Output<?>... reads) {
    return new Nothing(name, Set.of(reads));
  }

  static Gate gate(String name, Output<?>... reads) {
    return new Open(GateName.of(name), Set.of(reads));
  }
}
