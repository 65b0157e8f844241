package dev.lockflight;

import java.util.List;
import java.util.Locale;

/**
 * Five cron fields (minute, hour, day of month, month, day of week) as POSIX crontab reads them,
 * with {@code *}, lists, ranges and steps; names of months and days are understood.
 */
public record CronExpression(String text) {
  private record Field(String name, int min, int max, List<String> names) {}

  private static final List<Field> FIELDS =
      List.of(
          new Field("minute", 0, 59, List.of()),
          new Field("hour", 0, 23, List.of()),
          new Field("day of month", 1, 31, List.of()),
          new Field(
              "month",
              1,
              12,
              List.of(
                  "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                  "dec")),
          new Field("day of week", 0, 7, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat")));

  public CronExpression {
    String[] fields = text.trim().split("\\s+");
    if (fields.length != FIELDS.size()) {
      throw new InvalidDefinitionException(
          "cron expression must have five fields (minute hour day-of-month month day-of-week): "
              + text);
    }
    for (int i = 0; i < fields.length; i++) {
      check(FIELDS.get(i), fields[i], text);
    }
  }

  private static void check(Field field, String value, String whole) {
    for (String item : value.split(",", -1)) {
      String[] stepped = item.split("/", -1);
      boolean fine = stepped.length <= 2 && range(field, stepped[0]);
      if (fine && stepped.length == 2) {
        fine = number(field, stepped[1], 1, field.max()) > 0;
      }
      if (!fine) {
        throw new InvalidDefinitionException(
            "cron expression has an invalid " + field.name() + " '" + item + "': " + whole);
      }
    }
  }

  private static boolean range(Field field, String text) {
    if (text.equals("*")) {
      return true;
    }
    String[] ends = text.split("-", -1);
    int from = number(field, ends[0], field.min(), field.max());
    int to = number(field, ends[ends.length - 1], field.min(), field.max());
    return ends.length <= 2 && from >= 0 && to >= from;
  }

  private static int number(Field field, String text, int min, int max) {
    int named = field.names().indexOf(text.toLowerCase(Locale.ROOT));
    if (named >= 0) {
      return named + field.min();
    }
    if (!text.matches("\\d{1,2}")) {
      return -1;
    }
    int value = Integer.parseInt(text);
    return value >= min && value <= max ? value : -1;
  }

  @Override
  public String toString() {
    return text;
  }
}
