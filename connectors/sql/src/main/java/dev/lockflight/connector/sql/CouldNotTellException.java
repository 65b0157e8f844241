package dev.lockflight.connector.sql;

import dev.lockflight.Evidence;
import dev.lockflight.LockflightException;
import dev.lockflight.StepFailedException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/** A query gave no usable answer. Gates turn it into ERRORED, steps into a failure. */
final class CouldNotTellException extends LockflightException {
  private final @Nullable String query;
  private final boolean isTransient;

  CouldNotTellException(String message) {
    this(message, null, false);
  }

  private CouldNotTellException(String message, @Nullable String query, boolean isTransient) {
    super(message);
    this.query = query;
    this.isTransient = isTransient;
  }

  /** The database's own words, with the query they are about. */
  static CouldNotTellException databaseSaid(String what, SQLException e, String query) {
    String words = String.valueOf(e.getMessage()).strip();
    CouldNotTellException told = new CouldNotTellException(what + ": " + words, query, mayPass(e));
    Throwable unused = told.initCause(e);
    return told;
  }

  static CouldNotTellException timedOut(String message, String query) {
    return new CouldNotTellException(message, query, true);
  }

  /** The same finding, now with what was found wanting and the query that found it. */
  CouldNotTellException about(String subject, String source) {
    return new CouldNotTellException(subject + " " + getMessage(), source, isTransient);
  }

  /** Where it happened; the message itself when no query had been sent. */
  String source() {
    return query == null ? "no query was sent" : query;
  }

  StepFailedException asStepFailure() {
    String message = String.valueOf(getMessage());
    Evidence evidence = Evidence.of("query", message, "an answer", source());
    return (isTransient
            ? StepFailedException.transientFailure(message, evidence)
            : StepFailedException.fatal(message, evidence))
        .causedBy(this);
  }

  /** Connection lost (08), serialization failure (40), operator intervention (57P). */
  private static boolean mayPass(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    return e instanceof SQLTransientException
        || e instanceof SQLRecoverableException
        || state.startsWith("08")
        || state.startsWith("40")
        || state.startsWith("57P");
  }
}
