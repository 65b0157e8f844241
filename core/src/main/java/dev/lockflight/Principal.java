package dev.lockflight;

import java.util.Set;
import java.util.TreeSet;

/**
 * Who acts. The tool that embeds the engine vouches for it; Lockflight never authenticates anybody.
 *
 * @param name the login, as the voucher knows it
 * @param groups the groups the voucher puts this person in; an approval may name a group
 * @param vouchedBy who says so, for example {@code operating system} or {@code github}
 */
public record Principal(String name, Set<String> groups, String vouchedBy) {
  /** The engine itself: timers, automatic rollbacks, superseding. */
  public static final Principal ENGINE = new Principal("lockflight", Set.of(), "engine");

  public Principal {
    NameRule.check("principal", name);
    groups = java.util.Collections.unmodifiableSet(new TreeSet<>(groups));
  }

  /** A person without groups, vouched for by the program that embeds the engine. */
  public static Principal of(String name) {
    return new Principal(name, Set.of(), "program");
  }

  public Principal withGroups(String... added) {
    Set<String> all = new TreeSet<>(groups);
    all.addAll(Set.of(added));
    return new Principal(name, all, vouchedBy);
  }

  /** Whether a rule that names {@code who}, a login or a group, means this principal. */
  public boolean is(String who) {
    return name.equals(who) || groups.contains(who);
  }

  @Override
  public String toString() {
    return name + " (" + vouchedBy + ")";
  }
}
