package dev.lockflight;

import java.util.Optional;
import java.util.Set;

/** Opens when a channel has taken what a step upstream had to say. */
record ToldGate(Output<Told> key) implements Gate {
  @Override
  public GateName name() {
    return GateName.of(key.name() + " told");
  }

  @Override
  public Kind kind() {
    return Kind.PURE;
  }

  @Override
  public Set<Output<?>> reads() {
    return Set.of(key);
  }

  @Override
  public Verdict evaluate(GateContext context) {
    Optional<Told> told = context.find(key);
    return told.map(each -> Verdict.passed(each.channel() + " was told", each.evidence()))
        .orElseGet(
            () ->
                Verdict.failed(
                    "nobody was told: the step that leaves "
                        + key.name()
                        + " did not get through to its channel; look at its failure and rerun",
                    Evidence.of(key.name(), "not told", "told", "output")));
  }
}
