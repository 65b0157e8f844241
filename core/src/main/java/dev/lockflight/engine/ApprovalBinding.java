package dev.lockflight.engine;

import dev.lockflight.ApprovalRule;
import dev.lockflight.Deployment;
import dev.lockflight.Digest;
import dev.lockflight.Environment;
import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.ItemPath;
import dev.lockflight.OrderEntry;
import dev.lockflight.Phase;
import dev.lockflight.Stage;
import dev.lockflight.StageNode;
import dev.lockflight.Verdict;
import dev.lockflight.run.GateRun;
import dev.lockflight.run.ItemKey;
import dev.lockflight.run.Run;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What an approval is bound to: release, plan (structure and parameters, and the plan that was
 * applied), the evidence of the gates upstream and in front of it, and what the environment holds
 * at present.
 */
final class ApprovalBinding {
  private ApprovalBinding() {}

  static Digest digest(Turn turn, StageNode node) {
    Run run = turn.run();
    StringBuilder seen = new StringBuilder();
    seen.append(run.release().digest()).append('\n');
    seen.append(run.created().structure()).append('\n');
    seen.append(run.parameters()).append('\n');
    seen.append(environment(turn, node.stage())).append('\n');
    orders(turn, node.stage()).forEach(order -> seen.append(order).append('\n'));
    evidence(turn, node).forEach(evidence -> seen.append(evidence).append('\n'));
    return Digest.of(seen.toString());
  }

  private static String environment(Turn turn, Stage stage) {
    return stage
        .environment()
        .flatMap(environment -> turn.ledger().latest(environment.name()))
        .map(Deployment::toString)
        .orElse("nothing");
  }

  /** What people have ordered about the environment; nothing where nobody ordered anything. */
  private static List<String> orders(Turn turn, Stage stage) {
    return turn.ledger().orders().entries().stream()
        .filter(
            entry ->
                entry.order().place().isEmpty()
                    || entry.order().place().equals(stage.environment().map(Environment::name)))
        .map(OrderEntry::toString)
        .toList();
  }

  /** The plan, and everything the gates upstream, and those in front of the people, have seen. */
  static List<Evidence> evidence(Turn turn, StageNode node) {
    List<Evidence> all = new ArrayList<>();
    turn.run()
        .created()
        .origin()
        .appliedPlan()
        .map(plan -> Evidence.of("plan", plan, "what was looked at", "apply"))
        .ifPresent(all::add);
    RunHotfix.of(turn.run())
        .map(hotfix -> Evidence.of("hotfix", hotfix.by().name(), "no hotfix", hotfix.reason()))
        .ifPresent(all::add);
    for (StageNode each : upstream(turn, node)) {
      collect(turn, each, Phase.VERIFY, all);
    }
    collect(turn, node, Phase.REQUIRE, all);
    return all;
  }

  private static void collect(Turn turn, StageNode node, Phase phase, List<Evidence> all) {
    for (Gate gate : node.stage().gates(phase)) {
      if (gate.readsWorld()) {
        ItemPath path = new ItemPath(node.name(), phase, gate.name().value());
        Optional<Verdict> verdict =
            turn.run().stage(node.name()).gate(ItemKey.of(path)).map(GateRun::verdict);
        verdict.ifPresent(
            decided -> {
              if (gate.approvals().isEmpty()) {
                all.add(Evidence.of(path.toString(), decided, gate.describe(), "gate"));
              }
              decided.evidence().stream()
                  .filter(each -> !ApprovalRule.isAnswer(each))
                  .forEach(all::add);
            });
      }
    }
  }

  private static List<StageNode> upstream(Turn turn, StageNode node) {
    List<StageNode> nodes = turn.pipeline().graph().nodes();
    BitSet seen = new BitSet();
    Deque<Integer> open = new ArrayDeque<>(node.needs());
    while (!open.isEmpty()) {
      int index = open.remove();
      if (!seen.get(index)) {
        seen.set(index);
        open.addAll(nodes.get(index).needs());
      }
    }
    return seen.stream().mapToObj(nodes::get).toList();
  }
}
