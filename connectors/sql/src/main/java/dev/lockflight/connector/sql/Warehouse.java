package dev.lockflight.connector.sql;

import dev.lockflight.Attribute;
import dev.lockflight.Environment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Gate;
import dev.lockflight.InvalidDefinitionException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The data of one environment, and the gates that look at it.
 *
 * <pre>{@code
 * Warehouse stageData = Warehouse.of(stage, stageDataSource);
 * Warehouse prodData = Warehouse.of(prod, prodDataSource);
 *
 * stage("stg_build").in(stage).verify(
 *     stageData.rowCount("gold.fact_laps").within(percent(10)).of(prodData),
 *     stageData.metric("drivers", "select count(distinct driver) from gold.fact_laps")
 *         .dropsAtMost(percent(20)).of(prodData),
 *     stageData.nonNegative("gold.team_performance", "points"),
 *     stageData.noRows("gold.fact_laps").where("lap_seconds <= 0"),
 *     stageData.newest("bronze.laps", "loaded_at").within(ofHours(6)),
 *     stageData.schema("gold.fact_laps").unchangedFrom(prodData));
 * }</pre>
 *
 * <p>A warehouse is bound to its environment: when the environment declares a {@linkplain
 * Attribute#CATALOG catalog}, each connection is put into it and refused when it is in another.
 *
 * <p>A gate takes one connection when it is asked and closes it before it answers; it never holds
 * two. What its query might write is rolled back where the database has transactions. The
 * DataSource may be called from several threads at once; one whose database allows a single
 * connection (a DuckDB file) makes the second caller wait in {@code getConnection}, and opens the
 * file with {@code duckdb.read_only}, or asking would create one that is missing. An answer that
 * does not come within the timeout, waiting for the connection included, and an interruption cancel
 * the query.
 *
 * <p>Names such as {@code gold.fact_laps} are read as SQL reads them; a part in double quotes, or
 * with other than ASCII letters, digits and underscores, is taken letter by letter. All are sent
 * quoted. A query that fails, times out or does not answer with what was asked for makes a gate
 * ERRORED, with the query and the database's message.
 *
 * <p>Immutable and thread-safe.
 */
public final class Warehouse {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Environment environment;
  private final DataSource dataSource;
  private final Duration timeout;

  private Warehouse(Environment environment, DataSource dataSource, Duration timeout) {
    this.environment = environment;
    this.dataSource = dataSource;
    this.timeout = timeout;
  }

  /** The data of the environment; a query may take five minutes. */
  public static Warehouse of(Environment environment, DataSource dataSource) {
    return new Warehouse(environment, dataSource, PATIENCE);
  }

  /** The same data; a query may take so long. */
  public Warehouse withTimeout(Duration longest) {
    if (longest.isNegative() || longest.isZero()) {
      throw new InvalidDefinitionException("timeout must be positive: " + longest);
    }
    return new Warehouse(environment, dataSource, longest);
  }

  public EnvironmentName environment() {
    return environment.name();
  }

  /** How many rows a table or view has. */
  public Metric rowCount(String relation) {
    Identifier name = Identifier.of(relation);
    Sql sql = Sql.of(dialect -> "select count(*) from " + dialect.quote(name));
    return new Metric(this, "rows of " + relation, sql);
  }

  /**
   * One figure of your own: the single cell of the single row of a query.
   *
   * @param values bound to the {@code ?} of the query, in order
   */
  public Metric metric(String name, String sql, Object... values) {
    return new Metric(this, name, Sql.written(sql, values));
  }

  /**
   * Opens while no value of the column is below zero. NULLs are left out; a relation with no rows,
   * or with nothing but NULLs, makes it ERRORED.
   */
  public Gate nonNegative(String relation, String column) {
    return NonNegativeGate.of(this, Identifier.of(relation), Identifier.column(column));
  }

  /** Opens while no row of the relation matches a condition. */
  public NoRows noRows(String relation) {
    return NoRows.of(this, Identifier.of(relation));
  }

  /**
   * Opens while the query finds nothing; its first rows are evidence.
   *
   * @param values bound to the {@code ?} of the query, in order
   */
  public Gate noRowsFrom(String name, String sql, Object... values) {
    return new NoRowsGate(this, "no rows from " + name, Sql.written(sql, values), true);
  }

  /** The newest value of a timestamp or date column. */
  public Newest newest(String relation, String column) {
    return Newest.of(this, Identifier.of(relation), Identifier.column(column));
  }

  /** The columns of a table or view. */
  public Schema schema(String relation) {
    return Schema.of(this, Identifier.of(relation));
  }

  <T> Answer<T> ask(Question<T> question) throws InterruptedException {
    return new TimedQuery<>(this, question).answer();
  }

  Optional<String> catalog() {
    return environment.attribute(Attribute.CATALOG);
  }

  DataSource dataSource() {
    return dataSource;
  }

  Duration timeout() {
    return timeout;
  }

  /** A gate that compares a place with itself could never fail. */
  void requireOther(Warehouse baseline) {
    if (environment().equals(baseline.environment())) {
      throw new InvalidDefinitionException(
          "the data of " + environment() + " would be compared with itself");
    }
    boolean samePlace = catalog().equals(baseline.catalog());
    if (dataSource == baseline.dataSource && samePlace) {
      throw new InvalidDefinitionException(
          environment()
              + " and "
              + baseline.environment()
              + " share one DataSource: give each its own, or each environment its catalog");
    }
  }

  @Override
  public String toString() {
    return "data of " + environment();
  }
}
