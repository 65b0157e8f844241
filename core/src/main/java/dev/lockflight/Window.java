package dev.lockflight;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A calendar rule for an environment: either a weekly time in which actions are allowed, or a span
 * of dates in which they are denied (a freeze). Local times follow the zone, daylight saving
 * included. A rollback passes a freeze unless the freeze names it.
 */
public sealed interface Window {
  Set<Action> actions();

  /** Whether this rule forbids the action at that moment. */
  default boolean denies(Action action, Instant at) {
    return actions().contains(action) && isClosed(at);
  }

  boolean isClosed(Instant at);

  /** The next moment at which it is open; {@code at} itself when it is. */
  Optional<Instant> opensAfter(Instant at);

  /**
   * Open on these days from {@code from} (inclusive) to {@code to} (exclusive), closed otherwise.
   *
   * @param to must be after {@code from}; a window over midnight is two windows
   */
  record Weekly(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone, Set<Action> actions)
      implements Window {
    public Weekly {
      if (days.isEmpty() || !to.isAfter(from)) {
        throw new InvalidDefinitionException(
            "window must have a day and end after it begins: " + days + " " + from + "–" + to);
      }
      days = java.util.Collections.unmodifiableSet(EnumSet.copyOf(days));
      actions = Set.copyOf(actions);
    }

    @Override
    public boolean isClosed(Instant at) {
      ZonedDateTime local = at.atZone(zone);
      LocalTime time = local.toLocalTime();
      return !days.contains(local.getDayOfWeek()) || time.isBefore(from) || !time.isBefore(to);
    }

    @Override
    public Optional<Instant> opensAfter(Instant at) {
      if (!isClosed(at)) {
        return Optional.of(at);
      }
      LocalDate today = at.atZone(zone).toLocalDate();
      for (int day = 0; day <= 7; day++) {
        LocalDate date = today.plusDays(day);
        Instant opening = date.atTime(from).atZone(zone).toInstant();
        if (days.contains(date.getDayOfWeek()) && !opening.isBefore(at)) {
          return Optional.of(opening);
        }
      }
      return Optional.empty();
    }

    @Override
    public String toString() {
      return "open " + new java.util.TreeSet<>(days) + " " + from + "–" + to + " " + zone;
    }
  }

  /** Closed from {@code from} (inclusive) until {@code until} (exclusive). */
  record Freeze(Instant from, Instant until, Set<Action> actions, String reason) implements Window {
    public Freeze {
      if (!until.isAfter(from)) {
        throw new InvalidDefinitionException(
            "freeze must end after it begins: " + from + "–" + until);
      }
      actions = Set.copyOf(actions);
    }

    @Override
    public boolean isClosed(Instant at) {
      return !at.isBefore(from) && at.isBefore(until);
    }

    @Override
    public Optional<Instant> opensAfter(Instant at) {
      return Optional.of(isClosed(at) ? until : at);
    }

    @Override
    public String toString() {
      return "freeze " + from + "–" + until + ": " + reason;
    }
  }
}
