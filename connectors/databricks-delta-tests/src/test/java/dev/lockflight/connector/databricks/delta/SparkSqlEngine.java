package dev.lockflight.connector.databricks.delta;

import dev.lockflight.testkit.databricks.SqlAnswer;
import dev.lockflight.testkit.databricks.SqlEngine;
import dev.lockflight.testkit.databricks.SqlQuestion;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Executes a local warehouse's statements on Spark with Delta. Spark has no Unity Catalog, so the
 * schema of a catalog is a database: {@code prod.gold.t} is {@code prod_gold.t}.
 */
final class SparkSqlEngine implements SqlEngine, AutoCloseable {
  private static final Pattern THREE_PARTS =
      Pattern.compile("(?<![`\\w.])`?(stage|prod)`?\\.`?(\\w+)`?\\.(?=[`\\w])");
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT);

  private final SparkSession spark;

  private SparkSqlEngine(SparkSession spark) {
    this.spark = spark;
  }

  /** With the settings that halve its time: one task at a time, nothing compiled, no pages. */
  static SparkSqlEngine in(Path directory) {
    return new SparkSqlEngine(
        SparkSession.builder()
            .master("local[2]")
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .config("spark.sql.warehouse.dir", directory.resolve("spark").toString())
            .config("spark.local.dir", directory.resolve("local").toString())
            .config("spark.sql.shuffle.partitions", "1")
            .config("spark.databricks.delta.snapshotPartitions", "1")
            // VACUUM lists files in so many tasks, ten thousand unless told
            .config("spark.sql.sources.parallelPartitionDiscovery.parallelism", "1")
            .config("spark.sql.codegen.wholeStage", "false")
            .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate());
  }

  /** The name that Spark has for what a statement calls by three parts. */
  static String mapped(String sql) {
    return THREE_PARTS.matcher(sql).replaceAll("$1_$2.");
  }

  @Override
  public synchronized SqlAnswer execute(SqlQuestion question) throws SQLException {
    try {
      Dataset<Row> rows = spark.sql(mapped(question.statement()));
      return answer(rows);
    } catch (Exception e) {
      throw failure(e);
    }
  }

  /** Spark throws checked exceptions that it does not declare. */
  private static SQLException failure(Exception e) {
    String state = e instanceof SparkThrowable told ? told.getSqlState() : null;
    return new SQLException(String.valueOf(e.getMessage()), state, e);
  }

  /** Maps, lists and structures come as JSON, as a warehouse sends them. */
  private static SqlAnswer answer(Dataset<Row> rows) {
    StructType schema = rows.schema();
    if (schema.isEmpty()) {
      return SqlAnswer.done();
    }
    Dataset<Row> flat = rows;
    List<SqlAnswer.Column> columns = new ArrayList<>();
    for (StructField field : schema.fields()) {
      columns.add(new SqlAnswer.Column(field.name(), type(field.dataType())));
      if (isNested(field.dataType())) {
        flat = flat.withColumn(field.name(), functions.to_json(functions.col(field.name())));
      }
    }
    List<List<Optional<String>>> found = new ArrayList<>();
    for (Row row : flat.collectAsList()) {
      List<Optional<String>> values = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        values.add(Optional.ofNullable(row.get(i)).map(SparkSqlEngine::text));
      }
      found.add(values);
    }
    return new SqlAnswer(columns, found);
  }

  private static boolean isNested(DataType type) {
    return type instanceof MapType || type instanceof ArrayType || type instanceof StructType;
  }

  private static String type(DataType type) {
    return switch (type.typeName()) {
      case "long" -> "LONG";
      case "integer" -> "INT";
      case "double" -> "DOUBLE";
      case "boolean" -> "BOOLEAN";
      case "timestamp" -> "TIMESTAMP";
      default -> "STRING";
    };
  }

  private static String text(Object value) {
    if (value instanceof java.sql.Timestamp moment) {
      return MILLIS.format(LocalDateTime.ofInstant(moment.toInstant(), ZoneOffset.UTC));
    }
    return value instanceof Instant moment
        ? MILLIS.format(LocalDateTime.ofInstant(moment, ZoneOffset.UTC))
        : value.toString();
  }

  @Override
  public void close() {
    spark.stop();
  }
}
