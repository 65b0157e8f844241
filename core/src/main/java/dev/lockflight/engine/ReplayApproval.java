package dev.lockflight.engine;

import dev.lockflight.ApprovalRule;
import dev.lockflight.Checklist;
import dev.lockflight.CombinedGate;
import dev.lockflight.Gate;
import dev.lockflight.ItemPath;
import dev.lockflight.SecretSource;
import dev.lockflight.StageNode;
import dev.lockflight.Verdict;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether people had answered as a gate says. A rule of people is a function of the run alone, so
 * it can be asked again.
 */
final class ReplayApproval {
  private final GateView view;

  ReplayApproval(ReplayMoment moment, StageNode node, ItemPath path) {
    Turn turn = moment.turn();
    Surroundings nothing =
        new Surroundings(
            turn::now,
            SecretSource.none(),
            new Redactor(),
            turn.ledger(),
            Path.of("replay"),
            new Listeners());
    this.view = new GateView(nothing, moment.run(), node, path, turn.now());
  }

  Optional<String> problem(Gate gate, Verdict verdict) {
    if (gate.kind() != Gate.Kind.PEOPLE) {
      return Optional.empty();
    }
    Optional<ApprovalRule> rule = only(gate);
    if (rule.isPresent()) {
      Verdict today = rule.get().evaluate(view);
      return today.status() == verdict.status() && today.refusal() == verdict.refusal()
          ? Optional.empty()
          : Optional.of("today approval " + gate.name() + " is " + today);
    }
    return verdict.opens() && !couldOpen(gate)
        ? Optional.of("today too few have approved what gate " + gate.name() + " asks for")
        : Optional.empty();
  }

  /** The rule, when the gate is nothing else. */
  private static Optional<ApprovalRule> only(Gate gate) {
    return gate.approvals().size() == 1 && gate.approvals().get(0).name().equals(gate.name())
        ? Optional.of(gate.approvals().get(0))
        : Optional.empty();
  }

  /** As far as people can open it; the rest may have been open. */
  private boolean couldOpen(Gate gate) {
    if (gate instanceof Checklist list) {
      return list.items().stream().map(Checklist.Item::gate).allMatch(this::couldOpen);
    }
    if (gate instanceof CombinedGate combined) {
      return combined.parts().stream().filter(this::couldOpen).count() >= combined.needed();
    }
    return only(gate).map(rule -> rule.evaluate(view).opens()).orElse(true);
  }
}
