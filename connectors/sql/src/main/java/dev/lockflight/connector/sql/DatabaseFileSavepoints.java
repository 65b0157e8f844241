package dev.lockflight.connector.sql;

import dev.lockflight.Environment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Evidence;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.RestoreReport;
import dev.lockflight.Savepoint;
import dev.lockflight.Savepoints;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import dev.lockflight.Verdict;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Savepoints of an embedded database (DuckDB, SQLite): copies of its file, and of its write-ahead
 * log where one was left, each with its SHA-256.
 *
 * <pre>{@code
 * Savepoints prodFile = DatabaseFileSavepoints.of(prod, Path.of("prod.duckdb"), Path.of("savepoints"));
 * stage("prod_build").in(prod)
 *     .run(prodFile.take().into(BEFORE), dbt.build())
 *     .onFailure(prodFile.restore(BEFORE));
 * }</pre>
 *
 * <p>Nobody may have the database open meanwhile: another process that holds its lock is reported
 * as a transient failure; this process must have closed its own connections, which cannot be seen
 * from here. A database that did not exist is a state like any other: restoring it removes the
 * file. Taking and restoring may be killed anywhere and called again. A database without log files,
 * as a clean close leaves it, is replaced by one atomic rename: whoever opens it finds the old or
 * the new one. With log files, the log of the failed state is removed first, and that of the
 * savepoint comes last; a later savepoint is refused until such a restore has ended.
 *
 * <p>Savepoints lie in {@code <directory>/<environment>/}; the newest ten are kept. The directory
 * belongs to this class alone. Thread-safe; two processes must not work for one environment at
 * once, which its lock ensures.
 */
public final class DatabaseFileSavepoints implements Savepoints {
  private static final int KEPT = 10;
  private static final String DATABASE = "database";

  private final EnvironmentName environment;
  private final DatabaseFiles files;
  private final SavepointDirectory directory;

  private DatabaseFileSavepoints(
      EnvironmentName environment, DatabaseFiles files, SavepointDirectory directory) {
    this.environment = environment;
    this.files = files;
    this.directory = directory;
  }

  /** Savepoints of the environment's database; ten are kept. */
  public static DatabaseFileSavepoints of(
      Environment environment, Path databaseFile, Path directory) {
    return of(environment, databaseFile, directory, new Disk());
  }

  static DatabaseFileSavepoints of(
      Environment environment, Path databaseFile, Path directory, Disk disk) {
    Path home = directory.toAbsolutePath().normalize().resolve(environment.name().value());
    return new DatabaseFileSavepoints(
        environment.name(),
        new DatabaseFiles(databaseFile.toAbsolutePath().normalize(), disk),
        new SavepointDirectory(home, disk, KEPT));
  }

  /** The newest so many are kept, that just taken included. */
  public DatabaseFileSavepoints keeping(int newest) {
    if (newest < 1) {
      throw new InvalidDefinitionException("savepoints to keep must be at least 1: " + newest);
    }
    return new DatabaseFileSavepoints(environment, files, directory.keeping(newest));
  }

  @Override
  public Savepoint capture(StepContext context) throws InterruptedException {
    requireEnvironment(context);
    try {
      if (files.isRestoreUnfinished()) {
        throw StepFailedException.fatal(
            files
                + " is half restored: finish the restore of its last savepoint, or delete "
                + files.staging()
                + " if the database is right");
      }
      SavepointName name = SavepointName.of(context.now(), context.idempotencyKey());
      List<Savepoint.Relation> copied = directory.write(name, files);
      directory.forgetOld(name);
      return new Savepoint(
          name.toString(), environment, context.now(), copied, Map.of(DATABASE, files.toString()));
    } catch (IOException e) {
      throw failure("no savepoint of " + files + " was taken", e);
    }
  }

  @Override
  public RestoreReport bringBack(Savepoint savepoint, StepContext context)
      throws InterruptedException {
    requireEnvironment(context);
    requireOurs(savepoint);
    try {
      List<String> damages = directory.damages(savepoint);
      if (!damages.isEmpty()) {
        throw StepFailedException.fatal(
            files + " was not restored: its savepoint " + savepoint.id() + " is damaged",
            damages.stream()
                .map(d -> Evidence.of(savepoint.id(), d, "intact", directory.toString()))
                .toArray(Evidence[]::new));
      }
      files.replaceBy(savepoint.relations(), directory.path(savepoint));
      return new RestoreReport(savepoint.id(), savepoint.relations(), List.of());
    } catch (IOException e) {
      throw failure(files + " was not restored completely; restore it again", e);
    }
  }

  @Override
  public Verdict check(Savepoint savepoint) {
    requireOurs(savepoint);
    try {
      List<String> damages = directory.damages(savepoint);
      Evidence evidence =
          Evidence.of(
              "savepoint " + savepoint.id(),
              damages.isEmpty() ? "intact" : damages,
              "intact",
              directory.path(savepoint).toString());
      return damages.isEmpty()
          ? Verdict.passed("savepoint " + savepoint.id() + " is intact", evidence)
          : Verdict.failed("savepoint " + savepoint.id() + " is damaged: " + damages, evidence);
    } catch (IOException e) {
      return Verdict.errored(
          "savepoint " + savepoint.id() + " cannot be read: " + FileTrouble.say(e));
    }
  }

  private void requireEnvironment(StepContext context) {
    EnvironmentName found = context.environment().map(Environment::name).orElse(null);
    if (!environment.equals(found)) {
      throw StepFailedException.fatal(
          files + " belongs to environment " + environment + ", but the stage is in " + found);
    }
  }

  private void requireOurs(Savepoint savepoint) {
    String database = savepoint.attributes().get(DATABASE);
    if (!environment.equals(savepoint.environment()) || !files.toString().equals(database)) {
      throw StepFailedException.fatal(
          "savepoint "
              + savepoint.id()
              + " is of "
              + database
              + " in "
              + savepoint.environment()
              + ", not of "
              + files
              + " in "
              + environment);
    }
  }

  private static StepFailedException failure(String what, IOException e)
      throws InterruptedException {
    if (e instanceof ClosedByInterruptException && Thread.interrupted()) {
      throw new InterruptedException(what + ": interrupted");
    }
    String message = what + ": " + FileTrouble.say(e);
    StepFailedException failure =
        e instanceof DatabaseInUseException
            ? StepFailedException.transientFailure(message)
            : StepFailedException.fatal(message);
    return failure.causedBy(e);
  }
}
