package dev.lockflight.testkit.explore;

import java.util.Optional;
import java.util.function.Predicate;

/** Something that must hold on every way a flow can go. Must be stateless. */
public interface Invariant {
  /** One sentence that says what must hold. */
  String name();

  /** What is wrong now, in words; empty when it holds. Asked after everything that happens. */
  Optional<String> violatedBy(Moment moment);

  /** An invariant of the test's own. */
  static Invariant always(String name, Predicate<Moment> holds) {
    return new Invariant() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Optional<String> violatedBy(Moment moment) {
        return holds.test(moment) ? Optional.empty() : Optional.of("it does not hold");
      }

      @Override
      public String toString() {
        return name;
      }
    };
  }
}
