package dev.lockflight.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the live view.
 *
 * @param mark null for a row without one
 * @param right stands at the right edge
 */
record LiveRow(Rank rank, int indent, @Nullable Mark mark, String left, String right) {
  /** What must be seen first. */
  enum Rank {
    HEAD,
    NOW,
    ENDED_STAGE,
    COMING_STAGE,
    ENDED_ITEM,
    COMING_ITEM
  }

  /** The rows that fit, the less important left out and counted in one more row. */
  static List<LiveRow> fitted(List<LiveRow> rows, int height) {
    if (rows.size() <= height) {
      return rows;
    }
    int room = Math.max(1, height - 1);
    boolean[] kept = new boolean[rows.size()];
    int used = 0;
    for (Rank rank : Rank.values()) {
      used = keep(rows, rank, kept, used, room);
    }
    List<LiveRow> fitting = new ArrayList<>();
    for (int i = 0; i < kept.length; i++) {
      if (kept[i]) {
        fitting.add(rows.get(i));
      }
    }
    if (height > 1) {
      String more = "… " + (rows.size() - fitting.size()) + " more lines do not fit";
      fitting.add(new LiveRow(Rank.HEAD, 1, null, more, ""));
    }
    return fitting;
  }

  /** The first ones of the rank that fit; of stages that have ended, the last ones. */
  private static int keep(List<LiveRow> rows, Rank rank, boolean[] kept, int before, int room) {
    int used = before;
    for (int i = 0; i < kept.length && used < room; i++) {
      int at = rank == Rank.ENDED_STAGE ? kept.length - 1 - i : i;
      if (rows.get(at).rank() == rank) {
        kept[at] = true;
        used++;
      }
    }
    return used;
  }

  /** The row on this screen, one column narrower than it. */
  String on(Screen screen) {
    int width = screen.width() - 1;
    String front = "  ".repeat(indent);
    String sign = mark == null ? "" : (screen.unicode() ? mark.symbol() : mark.plain()) + " ";
    String end = right.isEmpty() ? "" : "  " + right;
    int room = Math.max(1, width - Columns.of(front + sign) - Columns.of(end));
    String text = Columns.fitted(SafeText.line(left), room);
    String gap = end.isEmpty() ? "" : " ".repeat(Math.max(0, room - Columns.of(text)));
    String rest = text + gap + end;
    if (!screen.unicode()) {
      rest = rest.replace('…', '.').replaceAll("[^ -~]", "?");
    }
    Mark colour = screen.colours() ? mark : null;
    String shown = colour == null ? sign : "\u001B[" + colour.colour() + "m" + sign + "\u001B[0m";
    return front + shown + rest;
  }
}
