package dev.lockflight;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A decision with evidence, in front of a stage or behind it.
 *
 * <p>A gate has no side effects and may be asked any number of times. It answers from its context:
 * PENDING with the moment to ask again holds no thread. An exception counts as ERRORED. Must be
 * thread-safe.
 */
public interface Gate {
  /** In which order gates are asked: what costs nothing first, people last. */
  enum Kind {
    /** Looks only at the run, the ledger and the time. */
    PURE,
    /** Reads the world: files, databases, services. */
    CHECK,
    /** Needs people. */
    PEOPLE
  }

  GateName name();

  Verdict evaluate(GateContext context) throws Exception;

  default Kind kind() {
    return Kind.CHECK;
  }

  /** The outputs it reads; each must be written upstream, or the pipeline is rejected. */
  default Set<Output<?>> reads() {
    return Set.of();
  }

  /** The approvals people must give for it. */
  default List<ApprovalRule> approvals() {
    return List.of();
  }

  /**
   * Whether {@link #evaluate} may block on files, databases or services, so that it needs a thread
   * of its own. One that does not must answer from its context alone.
   */
  default boolean readsWorld() {
    return kind() == Kind.CHECK;
  }

  /** Logins or groups that may open it against its verdict while it is pending, with a reason. */
  default Set<String> overriders() {
    return Set.of();
  }

  /**
   * Whether, overrides aside, it never opens unless a gate that matches has opened: this one, or
   * one that it is made of.
   */
  default boolean opensOnlyAfter(Predicate<? super Gate> wanted) {
    return wanted.test(this);
  }

  /** What it demands, in a few words; part of the outline and of the pipeline's digest. */
  default String describe() {
    return name().value();
  }

  /** The same gate with its reason, shown wherever it blocks. */
  default Gate because(String reason) {
    return new ExplainedGate(this, reason);
  }

  /** The same gate, asked again and again as {@code polling} says. */
  default Gate polled(Polling polling) {
    return new PolledGate(this, polling);
  }

  /** The same gate, which these logins or groups may override with a reason while it is pending. */
  default Gate overridableBy(String... loginsOrGroups) {
    return new OverridableGate(this, Set.of(loginsOrGroups));
  }

  /**
   * This gate with other gates asked in it: the replacement is applied to the innermost gate, and
   * to a combination before its parts; what wraps them stays. For simulations and dry runs.
   */
  default Gate replacing(UnaryOperator<Gate> replacement) {
    return replacement.apply(this);
  }

  /** The same gate, recorded but never blocking: what it would have said becomes a warning. */
  default Gate inShadow() {
    return new ShadowGate(this);
  }
}
