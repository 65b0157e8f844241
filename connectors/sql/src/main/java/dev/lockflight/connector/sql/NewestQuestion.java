package dev.lockflight.connector.sql;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Asks for the newest value of a column and, in the same query, for the warehouse's time. */
record NewestQuestion(String subject, Identifier relation, Identifier column, ZoneId zone) {
  /**
   * The answer.
   *
   * @param newest null when no row has a value
   */
  record Seen(long rows, @Nullable Instant newest, Instant now) {}

  Question<Seen> question() {
    Sql sql =
        Sql.of(
            dialect ->
                "select count(*), max("
                    + dialect.quote(column)
                    + "), current_timestamp from "
                    + dialect.quote(relation));
    return new Question<>(subject, sql, 2, (rows, dialect) -> seen(rows));
  }

  private Seen seen(ResultSet rows) throws SQLException {
    boolean unused = rows.next();
    Instant now = instant(rows, 3);
    if (now == null) {
      throw new CouldNotTellException("cannot be dated: the warehouse tells no time");
    }
    return new Seen(rows.getLong(1), instant(rows, 2), now);
  }

  private @Nullable Instant instant(ResultSet rows, int at) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    int type = columns.getColumnType(at);
    if (type == Types.DATE) {
      LocalDate date = rows.getObject(at, LocalDate.class);
      return date == null ? null : date.atStartOfDay(zone).toInstant();
    }
    String name = columns.getColumnTypeName(at).toLowerCase(Locale.ROOT);
    if (type == Types.TIMESTAMP_WITH_TIMEZONE || isZoned(name)) {
      OffsetDateTime moment = rows.getObject(at, OffsetDateTime.class);
      return moment == null ? null : moment.toInstant();
    }
    if (type == Types.TIMESTAMP) {
      LocalDateTime moment = rows.getObject(at, LocalDateTime.class);
      return moment == null ? null : moment.atZone(zone).toInstant();
    }
    throw new CouldNotTellException("is not a timestamp or date but " + name);
  }

  /** PostgreSQL calls a timestamptz a TIMESTAMP; only its type's name tells them apart. */
  private static boolean isZoned(String typeName) {
    return typeName.equals("timestamptz") || typeName.endsWith("with time zone");
  }
}
