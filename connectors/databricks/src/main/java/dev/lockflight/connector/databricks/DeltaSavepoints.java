package dev.lockflight.connector.databricks;

import dev.lockflight.Attribute;
import dev.lockflight.Environment;
import dev.lockflight.Evidence;
import dev.lockflight.Output;
import dev.lockflight.RestoreReport;
import dev.lockflight.Savepoint;
import dev.lockflight.Savepoints;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import dev.lockflight.Verdict;
import dev.lockflight.connector.dbt.DbtResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Savepoints of Delta tables: the version each had before a deployment wrote, and {@code RESTORE}
 * to it.
 *
 * <pre>{@code
 * Savepoints before = DeltaSavepoints.ofTablesWrittenBy(prod, sql.dataSource(), STG);
 * stage("prod_build").in(prod)
 *     .run(before.take().into(BEFORE))
 *     .run(dbt.build().select("tag:deploy"))
 *     .onFailure(rollback(before.restore(BEFORE)));
 * }</pre>
 *
 * <p>Taking one writes nothing. It says of each table whether it could be restored: a view, a
 * materialized view, a streaming table, a clone and what is no Delta table cannot. Restoring begins
 * with the tables nothing depends on; each is verified afterwards by its history, which is also the
 * journal: called again after a crash, what was restored already is left alone. A table that was
 * dropped and made anew, whose version has left the history or whose files were vacuumed since is
 * left as it is and reported. {@code RESTORE} writes a new version, so it can be undone itself.
 *
 * <p>Where data cannot be restored, the other way back is to build it anew at the commit of {@code
 * ledger.lastVerified} with {@code dbt.build().fullRefresh()}.
 *
 * <p>Needs SELECT to take and MODIFY to restore. Thread-safe; two processes must not work for one
 * environment at once, which its lock ensures.
 *
 * @see <a href="https://docs.databricks.com/aws/en/sql/language-manual/delta-restore">RESTORE</a>
 */
public final class DeltaSavepoints implements Savepoints {
  private final Environment environment;
  private final DataSource dataSource;
  private final WrittenTables tables;
  private final Choices choices;

  /** What is not data: left to people, unless they said what to do. */
  record Choices(boolean dropsNewTables, boolean skipsViews) {}

  private DeltaSavepoints(
      Environment environment, DataSource dataSource, WrittenTables tables, Choices choices) {
    this.environment = environment;
    this.dataSource = dataSource;
    this.tables = tables;
    this.choices = choices;
  }

  /**
   * Savepoints of these tables of the environment's catalog.
   *
   * @param tables upstream first; {@code schema.table}
   */
  public static DeltaSavepoints ofTables(
      Environment environment, DataSource dataSource, String... tables) {
    List<TableName> names = List.of(tables).stream().map(TableName::of).toList();
    return of(environment, dataSource, new WrittenTables.Named(names));
  }

  /**
   * Savepoints of the tables that the models, seeds and snapshots of a dbt command are: usually the
   * build of the stage before with the same selection. A table of another catalog means the one of
   * that schema and name in the environment's catalog.
   */
  public static DeltaSavepoints ofTablesWrittenBy(
      Environment environment, DataSource dataSource, Output<DbtResult> result) {
    return of(environment, dataSource, new WrittenTables.OfDbt(result));
  }

  private static DeltaSavepoints of(
      Environment environment, DataSource dataSource, WrittenTables tables) {
    return new DeltaSavepoints(environment, dataSource, tables, new Choices(false, false));
  }

  /** A table that did not exist yet is dropped again, instead of being left and reported. */
  public DeltaSavepoints droppingNewTables() {
    return new DeltaSavepoints(
        environment, dataSource, tables, new Choices(true, choices.skipsViews));
  }

  /** Views are left out, because deploying the last verified release again brings them back. */
  public DeltaSavepoints leavingOutViews() {
    return new DeltaSavepoints(
        environment, dataSource, tables, new Choices(choices.dropsNewTables, true));
  }

  @Override
  public Set<Output<?>> reads() {
    return tables.reads();
  }

  @Override
  public Savepoint capture(StepContext context) {
    requireEnvironment(context);
    Map<String, String> attributes = new LinkedHashMap<>();
    List<Savepoint.Relation> relations = new ArrayList<>();
    try (Connection connection = dataSource.getConnection()) {
      Capture capture = new Capture(connection, choices);
      for (TableName name : names(context)) {
        Optional<Savepoint.Relation> relation = capture.relation(name, attributes);
        relation.ifPresent(relations::add);
        context.log(relation.map(DeltaSavepoints::told).orElse(name + " is a view: left out"));
      }
    } catch (SQLException e) {
      throw SqlTrouble.stepFailure("no savepoint of " + environment.name() + " was taken", e);
    }
    String id = "delta-" + context.idempotencyKey();
    return new Savepoint(id, environment.name(), context.now(), relations, attributes);
  }

  private List<TableName> names(StepContext context) {
    Optional<String> catalog = environment.attribute(Attribute.CATALOG);
    Map<String, TableName> names = new LinkedHashMap<>();
    for (TableName name : tables.in(context)) {
      TableName here = name.in(catalog);
      TableName unused = names.putIfAbsent(here.key(), here);
    }
    return List.copyOf(names.values());
  }

  @Override
  public RestoreReport bringBack(Savepoint savepoint, StepContext context) {
    requireEnvironment(context);
    requireOurs(savepoint);
    try (Connection connection = dataSource.getConnection()) {
      return new DeltaRestore(connection, savepoint, context).run();
    } catch (SQLException e) {
      throw SqlTrouble.stepFailure(
          environment.name() + " was not restored completely; restoring again goes on", e);
    }
  }

  @Override
  public Verdict check(Savepoint savepoint) throws SQLException {
    requireOurs(savepoint);
    List<Evidence> evidence = new ArrayList<>();
    try (Connection connection = dataSource.getConnection()) {
      for (Savepoint.Relation relation : savepoint.relations()) {
        String obstacle = obstacleNow(connection, relation, savepoint);
        if (!obstacle.isEmpty()) {
          evidence.add(Evidence.of(relation.name(), obstacle, "restorable", savepoint.id()));
        }
      }
    }
    Evidence[] seen = evidence.toArray(Evidence[]::new);
    return evidence.isEmpty()
        ? Verdict.passed("all of " + savepoint + " can be restored")
        : Verdict.failed(evidence.size() + " of " + savepoint + " cannot be restored", seen);
  }

  private static String obstacleNow(
      Connection connection, Savepoint.Relation relation, Savepoint savepoint) throws SQLException {
    SavedTable saved = SavedTable.of(relation, savepoint.attributes());
    if (!relation.isRestorable() || saved.wasAbsent()) {
      return relation.obstacle();
    }
    DeltaTable table = new DeltaTable(connection, saved.name());
    if (table.kind().isEmpty()) {
      return "was dropped: undrop it, or rebuild it at the last verified commit";
    }
    List<DeltaCommit> newest = table.history(1);
    return newest.isEmpty()
        ? "has no history"
        : Feasibility.obstacle(table, saved, newest.get(0)).orElse("");
  }

  private static String told(Savepoint.Relation relation) {
    return relation.name()
        + " at "
        + relation.version()
        + (relation.isRestorable() ? "" : ", not restorable: " + relation.obstacle());
  }

  private void requireEnvironment(StepContext context) {
    if (context.environment().filter(e -> e.name().equals(environment.name())).isEmpty()) {
      throw StepFailedException.fatal(
          "these savepoints belong to environment "
              + environment.name()
              + ", but the stage is in "
              + context.environment().map(Environment::name));
    }
  }

  private void requireOurs(Savepoint savepoint) {
    if (!savepoint.environment().equals(environment.name())) {
      throw StepFailedException.fatal(
          savepoint + " was not taken of " + environment.name() + "; nothing was restored");
    }
  }
}
