package dev.lockflight.engine;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.lockflight.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a schedule occurs. What the five fields mean cron-utils knows, on a calendar without clock
 * changes; what a change of the clock does to them is decided here, as cron(8) of Vixie's cron has
 * it:
 *
 * <ul>
 *   <li>A schedule with {@code *} in its minutes or hours follows the clock on the wall: it does
 *       not occur at times that are jumped over, and occurs again at times that come twice.
 *   <li>One of fixed hours and minutes occurs once a day: what is jumped over occurs at the jump,
 *       and what comes twice occurs the first time.
 *   <li>A change by more than three hours is a correction of the calendar: the new time counts, and
 *       what was jumped over is gone.
 * </ul>
 *
 * <p>cron-utils drops the fixed time that is jumped over, so that a nightly job misses a night.
 * Immutable and thread-safe.
 */
final class CronTimes {
  private static final Duration CORRECTION = Duration.ofHours(3);
  private static final List<Duration> LOOKING_BACK =
      List.of(
          Duration.ofHours(2),
          Duration.ofDays(2),
          Duration.ofDays(40),
          Duration.ofDays(400),
          Duration.ofDays(3_000));

  private final ExecutionTime fields;
  private final ZoneRules rules;
  private final boolean followsTheWall;

  CronTimes(Trigger.Cron cron) {
    String text = cron.expression().text().trim();
    this.fields =
        ExecutionTime.forCron(
            new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX)).parse(text));
    this.rules = cron.zone().getRules();
    String[] each = text.split("\\s+");
    this.followsTheWall = each[0].startsWith("*") || each[1].startsWith("*");
  }

  /** The first occurrence after this moment; empty for one that no calendar has. */
  Optional<Instant> after(Instant moment) {
    Instant at = moment;
    ZoneOffset offset = rules.getOffset(at);
    LocalDateTime from = firstAfter(at, offset);
    while (true) {
      Optional<LocalDateTime> local = field(from);
      if (local.isEmpty()) {
        return Optional.empty();
      }
      ZoneOffsetTransition change = rules.nextTransition(at);
      Instant found = local.get().toInstant(offset);
      if (change == null || found.isBefore(change.getInstant())) {
        return Optional.of(found);
      }
      if (jumpsOver(change)) {
        return Optional.of(change.getInstant());
      }
      at = change.getInstant();
      offset = change.getOffsetAfter();
      from = begin(change).minusSeconds(1);
    }
  }

  /** The newest so many in the time after the one moment until the other, oldest first. */
  List<Instant> latest(int most, Instant after, Instant until) {
    for (Duration back : LOOKING_BACK) {
      Instant from = until.minus(back);
      if (!from.isAfter(after)) {
        return newest(most, after, until);
      }
      List<Instant> found = newest(most, from, until);
      if (found.size() == most) {
        return found;
      }
    }
    return newest(most, after, until);
  }

  private List<Instant> newest(int most, Instant after, Instant until) {
    Deque<Instant> all = new ArrayDeque<>();
    for (Optional<Instant> next = after(after);
        next.isPresent() && !next.get().isAfter(until);
        next = after(next.get())) {
      all.add(next.get());
      if (all.size() > most) {
        all.remove();
      }
    }
    return List.copyOf(all);
  }

  /** What the fields say first after this time, on a calendar without clock changes. */
  private Optional<LocalDateTime> field(LocalDateTime after) {
    return fields.nextExecution(after.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toLocalDateTime);
  }

  private LocalDateTime firstAfter(Instant moment, ZoneOffset offset) {
    LocalDateTime local =
        LocalDateTime.ofInstant(Instant.ofEpochSecond(moment.getEpochSecond()), offset);
    @Nullable ZoneOffsetTransition last = rules.previousTransition(moment.plusNanos(1));
    if (last == null) {
      return local;
    }
    LocalDateTime begin = begin(last).minusSeconds(1);
    return local.isBefore(begin) ? begin : local;
  }

  /** Where occurrences begin to count after a change. */
  private LocalDateTime begin(ZoneOffsetTransition change) {
    boolean repeats = change.isOverlap() && !followsTheWall && isSmall(change);
    return repeats ? change.getDateTimeBefore() : change.getDateTimeAfter();
  }

  private boolean jumpsOver(ZoneOffsetTransition change) {
    return change.isGap()
        && !followsTheWall
        && isSmall(change)
        && field(change.getDateTimeBefore().minusSeconds(1))
            .filter(change.getDateTimeAfter()::isAfter)
            .isPresent();
  }

  private static boolean isSmall(ZoneOffsetTransition change) {
    return change.getDuration().abs().compareTo(CORRECTION) <= 0;
  }
}
