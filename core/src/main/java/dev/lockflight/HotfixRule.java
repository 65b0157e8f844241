package dev.lockflight;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who may start a hotfix into an environment, and what it passes there. An environment without such
 * a rule knows no hotfix.
 *
 * <pre>{@code
 * environment("prod").hotfixes(by("on-call").passing(FREEZES))
 * }</pre>
 *
 * @param people logins or groups
 * @param passes at least one
 */
public record HotfixRule(Set<String> people, Set<Pass> passes) {
  /** What a hotfix may pass. */
  public enum Pass {
    /** Windows and freezes of the environment, for promotions and approvals. */
    FREEZES,
    /** The time a release must have stood elsewhere; that it was verified there is still needed. */
    SOAK
  }

  public HotfixRule {
    if (people.isEmpty() || passes.isEmpty()) {
      throw new InvalidDefinitionException(
          "hotfix rule must name somebody and something that is passed: "
              + people
              + " passing "
              + passes);
    }
    people = Collections.unmodifiableSet(new TreeSet<>(people));
    passes = Collections.unmodifiableSet(EnumSet.copyOf(passes));
  }

  /** These logins or groups may, and pass freezes and soaks. */
  public static HotfixRule by(String... loginsOrGroups) {
    return new HotfixRule(Set.of(loginsOrGroups), Set.of(Pass.values()));
  }

  /** Passes only these. */
  public HotfixRule passing(Pass... only) {
    return new HotfixRule(people, Set.of(only));
  }

  /** Whether this person may start one. */
  public boolean allows(Principal person) {
    return people.stream().anyMatch(person::is);
  }

  /**
   * What a closed gate says to the run: the same, unless it is a hotfix that may pass here. Then it
   * is open, and says loudly why.
   */
  static Verdict passed(GateContext context, Pass pass, Verdict closed) {
    Optional<Hotfix> hotfix = context.hotfix();
    if (hotfix.isEmpty()) {
      return closed;
    }
    Optional<HotfixRule> rule = context.environment().flatMap(Environment::hotfixes);
    boolean may =
        rule.filter(each -> each.allows(hotfix.get().by()))
            .filter(each -> each.passes.contains(pass))
            .isPresent();
    if (!may) {
      return closed;
    }
    Evidence seen = Evidence.of("hotfix", hotfix.get().by(), rule.get(), hotfix.get().reason());
    return Verdict.of(
        Verdict.Status.OVERRIDDEN,
        hotfix.get() + "; otherwise " + closed.summary(),
        java.util.stream.Stream.concat(closed.evidence().stream(), java.util.stream.Stream.of(seen))
            .toList());
  }

  /** Whether a person of this run may do something here although a window is closed. */
  public boolean passesFreezesFor(Optional<Hotfix> hotfix) {
    return passes.contains(Pass.FREEZES) && hotfix.filter(each -> allows(each.by())).isPresent();
  }

  @Override
  public String toString() {
    return "hotfix by " + people + " passes " + passes;
  }
}
