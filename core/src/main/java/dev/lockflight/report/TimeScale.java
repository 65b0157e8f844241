package dev.lockflight.report;

import dev.lockflight.report.Timeline.Kind;
import dev.lockflight.report.Timeline.Row;
import dev.lockflight.report.Timeline.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * From a moment to a place on the axis, in per cent. A long time in which nothing worked, such as a
 * night before an approval, gets little room, or minutes of work would not be seen beside it.
 */
final class TimeScale {
  /** What a long wait gets, compared with all that is drawn to scale. */
  private static final double ROOM = 0.09;

  /** A part of the time, and its part of the axis. */
  record Part(Instant from, Instant to, double left, double right, boolean shortened) {}

  /** Some time, all in work or all without. */
  private record Piece(Instant from, Instant to, boolean works) {
    private double millis() {
      return Duration.between(from, to).toMillis();
    }
  }

  private final List<Part> parts;

  private TimeScale(List<Part> parts) {
    this.parts = parts;
  }

  static TimeScale of(List<Row> rows, Instant begin, Instant end) {
    List<Piece> pieces = pieces(rows, begin, end);
    double work = pieces.stream().filter(Piece::works).mapToDouble(Piece::millis).sum();
    double toScale =
        pieces.stream().filter(piece -> !isLong(piece, work)).mapToDouble(Piece::millis).sum();
    double whole = pieces.stream().mapToDouble(piece -> room(piece, work, toScale)).sum();
    List<Part> parts = new ArrayList<>();
    double left = 0;
    for (Piece piece : pieces) {
      double right = left + (whole == 0 ? 100 : 100 * room(piece, work, toScale) / whole);
      parts.add(new Part(piece.from(), piece.to(), left, right, isLong(piece, work)));
      left = right;
    }
    return new TimeScale(parts);
  }

  private static boolean isLong(Piece piece, double work) {
    return !piece.works() && work > 0 && piece.millis() > work * ROOM * 2;
  }

  private static double room(Piece piece, double work, double toScale) {
    return isLong(piece, work) ? toScale * ROOM : piece.millis();
  }

  private static List<Piece> pieces(List<Row> rows, Instant begin, Instant end) {
    List<Stretch> work =
        rows.stream()
            .flatMap(row -> row.stretches().stream())
            .filter(stretch -> stretch.kind() == Kind.WORK)
            .sorted(Comparator.comparing(Stretch::from))
            .toList();
    List<Piece> pieces = new ArrayList<>();
    Instant now = begin;
    for (Stretch stretch : work) {
      if (stretch.from().isAfter(now)) {
        pieces.add(new Piece(now, stretch.from(), false));
        now = stretch.from();
      }
      if (stretch.to().isAfter(now)) {
        pieces.add(new Piece(now, stretch.to(), true));
        now = stretch.to();
      }
    }
    if (end.isAfter(now)) {
      pieces.add(new Piece(now, end, false));
    }
    return pieces;
  }

  /** How long something worked, however much of it at once. */
  static Duration worked(List<Row> rows, Instant begin, Instant end) {
    return pieces(rows, begin, end).stream()
        .filter(Piece::works)
        .map(piece -> Duration.between(piece.from(), piece.to()))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** The parts that got little room. */
  List<Part> shortened() {
    return parts.stream().filter(Part::shortened).toList();
  }

  double at(Instant moment) {
    int low = 0;
    int high = parts.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (parts.get(middle).from().isAfter(moment)) {
        high = middle - 1;
      } else {
        low = middle;
      }
    }
    return parts.isEmpty() ? 0 : within(parts.get(low), moment);
  }

  private static double within(Part part, Instant moment) {
    double whole = Duration.between(part.from(), part.to()).toMillis();
    double gone = Duration.between(part.from(), moment).toMillis();
    double share = whole == 0 ? 0 : Math.max(0, Math.min(1, gone / whole));
    return part.left() + share * (part.right() - part.left());
  }
}
