package dev.lockflight;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person has decided about an environment, beyond any single run: it holds for every
 * pipeline until it is taken back, and survives restarts. Each order names who gave it and why.
 *
 * <pre>{@code
 * engine.order(Order.veto(prod, "9fceb02", alice, "drops the revenue of March"));
 * engine.order(Order.pin(prod, alice, "year end").until(JANUARY));
 * }</pre>
 *
 * <p>What stands in a store stays readable: a component may be added, never renamed.
 */
public sealed interface Order {
  Principal by();

  String reason();

  /** The environment it is about; empty for all of them. */
  Optional<EnvironmentName> place();

  /**
   * Never again this release: it may not enter, is no target of a rollback, and does not count as
   * verified.
   *
   * @param commit the full commit id; what else was built from it is the same release
   * @param environment null for every environment
   */
  record Veto(@Nullable EnvironmentName environment, String commit, Principal by, String reason)
      implements Order {
    public Veto {
      NameRule.check("commit", commit);
      requireReason("veto", reason);
    }

    @Override
    public Optional<EnvironmentName> place() {
      return Optional.ofNullable(environment);
    }

    @Override
    public String toString() {
      return "veto of " + commit + " in " + named(environment) + told(this);
    }
  }

  /** A veto no longer stands. One of every environment and one of a single one are two vetoes. */
  record LiftVeto(@Nullable EnvironmentName environment, String commit, Principal by, String reason)
      implements Order {
    public LiftVeto {
      NameRule.check("commit", commit);
      requireReason("lifted veto", reason);
    }

    @Override
    public Optional<EnvironmentName> place() {
      return Optional.ofNullable(environment);
    }

    @Override
    public String toString() {
      return "lifted veto of " + commit + " in " + named(environment) + told(this);
    }
  }

  /**
   * Stopped on purpose: no other release enters, whoever starts it, until the pin is taken back.
   *
   * @param commit the release that stays; null for the one that is there when the order is given
   * @param expires when it ends by itself; null for never
   */
  record Pin(
      EnvironmentName environment,
      @Nullable String commit,
      @Nullable Instant expires,
      Principal by,
      String reason)
      implements Order {
    public Pin {
      requireReason("pin", reason);
    }

    /** The same pin, which ends by itself at that moment. */
    public Pin until(Instant end) {
      return new Pin(environment, commit, end, by, reason);
    }

    /** The same pin, at a named release. */
    public Pin at(String release) {
      return new Pin(environment, release, expires, by, reason);
    }

    /** Whether it no longer stands at that moment. */
    public boolean isOver(Instant now) {
      return expires != null && !now.isBefore(expires);
    }

    @Override
    public Optional<EnvironmentName> place() {
      return Optional.of(environment);
    }

    @Override
    public String toString() {
      return "pin of "
          + environment
          + (commit == null ? "" : " at " + commit)
          + (expires == null ? "" : " until " + expires)
          + told(this);
    }
  }

  /** The pin no longer stands. */
  record Unpin(EnvironmentName environment, Principal by, String reason) implements Order {
    @Override
    public Optional<EnvironmentName> place() {
      return Optional.of(environment);
    }

    @Override
    public String toString() {
      return "unpinned " + environment + told(this);
    }
  }

  /** Automation promotes nothing here; people may. */
  record Hold(EnvironmentName environment, Principal by, String reason) implements Order {
    public Hold {
      requireReason("hold", reason);
    }

    @Override
    public Optional<EnvironmentName> place() {
      return Optional.of(environment);
    }

    @Override
    public String toString() {
      return "hold of " + environment + told(this);
    }
  }

  /** Automation may promote again, after an ordered hold and after that of a rollback. */
  record ReleaseHold(EnvironmentName environment, Principal by, String reason) implements Order {
    @Override
    public Optional<EnvironmentName> place() {
      return Optional.of(environment);
    }

    @Override
    public String toString() {
      return "released hold of " + environment + told(this);
    }
  }

  /** Never again this release in this environment. */
  static Veto veto(EnvironmentName environment, String commit, Principal by, String reason) {
    return new Veto(environment, commit, by, reason);
  }

  /** Never again this release in any environment. */
  static Veto vetoEverywhere(String commit, Principal by, String reason) {
    return new Veto(null, commit, by, reason);
  }

  static LiftVeto liftVeto(
      EnvironmentName environment, String commit, Principal by, String reason) {
    return new LiftVeto(environment, commit, by, reason);
  }

  static LiftVeto liftVetoEverywhere(String commit, Principal by, String reason) {
    return new LiftVeto(null, commit, by, reason);
  }

  /** The environment stays at what is there now. */
  static Pin pin(EnvironmentName environment, Principal by, String reason) {
    return new Pin(environment, null, null, by, reason);
  }

  static Unpin unpin(EnvironmentName environment, Principal by, String reason) {
    return new Unpin(environment, by, reason);
  }

  static Hold hold(EnvironmentName environment, Principal by, String reason) {
    return new Hold(environment, by, reason);
  }

  static ReleaseHold releaseHold(EnvironmentName environment, Principal by, String reason) {
    return new ReleaseHold(environment, by, reason);
  }

  private static void requireReason(String kind, String reason) {
    if (reason.isBlank()) {
      throw new InvalidDefinitionException(
          "reason of a " + kind + " must not be blank; say why, people will ask");
    }
  }

  private static String named(@Nullable EnvironmentName environment) {
    return environment == null ? "every environment" : environment.value();
  }

  private static String told(Order order) {
    return " by " + order.by().name() + (order.reason().isBlank() ? "" : ": " + order.reason());
  }
}
