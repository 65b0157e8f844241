package dev.lockflight.connector.sql;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks for the columns of a relation by a query that finds no rows: so the database resolves the
 * name exactly as it does for every other query, in any catalog, schema or search path.
 */
record SchemaQuestion(Identifier relation) {
  private static final int UNBOUNDED = 1_000_000_000;

  Answer<RelationSchema> ask(Warehouse warehouse) throws InterruptedException {
    Sql sql = Sql.of(dialect -> "select * from " + dialect.quote(relation) + " where 1 = 0");
    String subject = "schema of " + relation + " in " + warehouse.environment();
    return warehouse.ask(
        new Question<>(
            subject,
            sql,
            1,
            (rows, dialect) ->
                new RelationSchema(
                    warehouse.environment(), relation.text(), dialect.product(), columns(rows))));
  }

  private static List<RelationSchema.Column> columns(ResultSet rows) throws SQLException {
    ResultSetMetaData found = rows.getMetaData();
    List<RelationSchema.Column> columns = new ArrayList<>();
    for (int i = 1; i <= found.getColumnCount(); i++) {
      columns.add(new RelationSchema.Column(found.getColumnName(i), type(found, i)));
    }
    return columns;
  }

  private static String type(ResultSetMetaData columns, int at) throws SQLException {
    String name = columns.getColumnTypeName(at);
    if (name.contains("(")) {
      return name;
    }
    int precision = columns.getPrecision(at);
    boolean isBounded = precision > 0 && precision < UNBOUNDED;
    return switch (columns.getColumnType(at)) {
      case Types.NUMERIC, Types.DECIMAL ->
          isBounded ? name + "(" + precision + "," + columns.getScale(at) + ")" : name;
      case Types.CHAR, Types.VARCHAR, Types.NCHAR, Types.NVARCHAR, Types.BINARY, Types.VARBINARY ->
          isBounded ? name + "(" + precision + ")" : name;
      default -> name;
    };
  }
}
