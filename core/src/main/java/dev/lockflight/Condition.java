package dev.lockflight;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Whether a stage runs at all, decided once from what started the run. A false one skips the stage.
 */
public sealed interface Condition {
  boolean holds(Cause cause, ParameterValues parameters);

  /**
   * The kinds of causes under which this may hold; a stage that no trigger can reach is rejected.
   */
  Set<Cause.Kind> possibleKinds();

  /** The conditions it is put together from that are not put together from others. */
  default Set<Condition> elements() {
    return Set.of(this);
  }

  /** Whether it holds when its elements hold as given. */
  default boolean holdsWhen(Predicate<Condition> element) {
    return element.test(this);
  }

  static Condition always() {
    return new Always();
  }

  default Condition and(Condition other) {
    return new All(List.of(this, other));
  }

  default Condition or(Condition other) {
    return new Any(List.of(this, other));
  }

  default Condition negated() {
    return new Not(this);
  }

  /** Holds for every run. */
  record Always() implements Condition {
    @Override
    public boolean holds(Cause cause, ParameterValues parameters) {
      return true;
    }

    @Override
    public Set<Cause.Kind> possibleKinds() {
      return Set.of(Cause.Kind.values());
    }

    @Override
    public Set<Condition> elements() {
      return Set.of();
    }

    @Override
    public boolean holdsWhen(Predicate<Condition> element) {
      return true;
    }

    @Override
    public String toString() {
      return "always";
    }
  }

  /** Holds when a push or pull request comes from such a branch. */
  record OnBranch(BranchPattern pattern) implements Condition {
    @Override
    public boolean holds(Cause cause, ParameterValues parameters) {
      String ref = cause.ref();
      return possibleKinds().contains(cause.kind()) && ref != null && pattern.matches(ref);
    }

    @Override
    public Set<Cause.Kind> possibleKinds() {
      return Set.of(Cause.Kind.PUSH, Cause.Kind.PULL_REQUEST);
    }

    @Override
    public String toString() {
      return "branch is " + pattern;
    }
  }

  /** Holds when this trigger matches what started the run. */
  record StartedBy(Trigger trigger) implements Condition {
    @Override
    public boolean holds(Cause cause, ParameterValues parameters) {
      return trigger.matches(cause);
    }

    @Override
    public Set<Cause.Kind> possibleKinds() {
      return Set.of(trigger.kind());
    }

    @Override
    public String toString() {
      String by = trigger.toString();
      return by.startsWith("by ") ? "started " + by : "started by " + by;
    }
  }

  /** Holds when a parameter has this value. */
  record ParameterIs(Parameter<?> parameter, String value) implements Condition {
    public ParameterIs {
      parameter.check(value);
    }

    @Override
    public boolean holds(Cause cause, ParameterValues parameters) {
      return parameters.get(parameter).equals(parameter.parse(value));
    }

    @Override
    public Set<Cause.Kind> possibleKinds() {
      return Set.of(Cause.Kind.values());
    }

    @Override
    public String toString() {
      return parameter.name() + " is " + value;
    }
  }

  /** Holds when each part does. */
  record All(List<Condition> parts) implements Condition {
    public All {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean holds(Cause cause, ParameterValues parameters) {
      return parts.stream().allMatch(part -> part.holds(cause, parameters));
    }

    @Override
    public Set<Cause.Kind> possibleKinds() {
      return Set.of(Cause.Kind.values()).stream()
          .filter(kind -> parts.stream().allMatch(part -> part.possibleKinds().contains(kind)))
          .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Set<Condition> elements() {
      return parts.stream()
          .flatMap(part -> part.elements().stream())
          .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean holdsWhen(Predicate<Condition> element) {
      return parts.stream().allMatch(part -> part.holdsWhen(element));
    }

    @Override
    public String toString() {
      return parts.stream().map(Condition::toString).collect(Collectors.joining(" and ", "(", ")"));
    }
  }

  /** Holds when some part does. */
  record Any(List<Condition> parts) implements Condition {
    public Any {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean holds(Cause cause, ParameterValues parameters) {
      return parts.stream().anyMatch(part -> part.holds(cause, parameters));
    }

    @Override
    public Set<Cause.Kind> possibleKinds() {
      return parts.stream()
          .flatMap(part -> part.possibleKinds().stream())
          .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Set<Condition> elements() {
      return parts.stream()
          .flatMap(part -> part.elements().stream())
          .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean holdsWhen(Predicate<Condition> element) {
      return parts.stream().anyMatch(part -> part.holdsWhen(element));
    }

    @Override
    public String toString() {
      return parts.stream().map(Condition::toString).collect(Collectors.joining(" or ", "(", ")"));
    }
  }

  /** Holds when the other does not. */
  record Not(Condition other) implements Condition {
    @Override
    public boolean holds(Cause cause, ParameterValues parameters) {
      return !other.holds(cause, parameters);
    }

    @Override
    public Set<Cause.Kind> possibleKinds() {
      return Set.of(Cause.Kind.values());
    }

    @Override
    public Set<Condition> elements() {
      return other.elements();
    }

    @Override
    public boolean holdsWhen(Predicate<Condition> element) {
      return !other.holdsWhen(element);
    }

    @Override
    public String toString() {
      return "not " + other;
    }
  }
}
