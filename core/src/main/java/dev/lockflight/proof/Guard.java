package dev.lockflight.proof;

import dev.lockflight.ApprovalRule;
import dev.lockflight.Checklist;
import dev.lockflight.CombinedGate;
import dev.lockflight.Gate;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What every path has to pass.
 *
 * @param what in words, for messages
 * @param gate which gates are meant
 * @param orOverridden whether a gate that some people may override counts as one that must open
 */
public record Guard(String what, Predicate<Gate> gate, boolean orOverridden) {
  /** A gate of this name. One that can be overridden does not count. */
  public static Guard gate(String name) {
    return new Guard("gate " + name, gate -> gate.name().value().equals(name), false);
  }

  /** An approval that nobody can give but this login or the people of this group. */
  public static Guard approvalBy(String loginOrGroup) {
    return approvalBy(loginOrGroup, 1);
  }

  /** An approval that only they can give, by at least so many of them. */
  public static Guard approvalBy(String loginOrGroup, int people) {
    return new Guard(
        "approval by " + (people == 1 ? "" : people + " of ") + loginOrGroup,
        gate ->
            gate instanceof ApprovalRule rule
                && rule.approvers().equals(Set.of(loginOrGroup))
                && rule.quorum() >= people,
        false);
  }

  /** An approval of whatever name. */
  public static Guard anyApproval() {
    return new Guard("any approval", gate -> gate instanceof ApprovalRule, false);
  }

  /** Nothing has to be passed: every path is open. */
  static Guard nothing() {
    return new Guard("nothing", gate -> false, false);
  }

  /** The same, counting gates that some people may override with a reason. */
  public Guard countingOverrides() {
    return new Guard(what, gate, true);
  }

  /** Whether whatever is behind this gate is guarded. */
  boolean isKeptBy(Gate candidate) {
    return candidate.opensOnlyAfter(gate) && (orOverridden || candidate.overriders().isEmpty());
  }

  /** Whether the gate is, or holds, one that is meant, although it may not keep anything. */
  boolean isMentionedBy(Gate candidate) {
    return gate.test(candidate)
        || candidate.opensOnlyAfter(gate)
        || candidate.approvals().stream().anyMatch(gate)
        || (candidate instanceof CombinedGate combined
            && combined.parts().stream().anyMatch(this::isMentionedBy))
        || (candidate instanceof Checklist list
            && list.items().stream().map(Checklist.Item::gate).anyMatch(this::isMentionedBy));
  }

  @Override
  public String toString() {
    return what;
  }
}
