package dev.lockflight.connector.databricks;

import dev.lockflight.StepFailedException;
import java.sql.SQLException;

/** What SQL errors of a warehouse mean for a step. */
final class SqlTrouble {
  private SqlTrouble() {}

  /**
   * Only what the server said about a statement carries a state of five characters that is no
   * connection's; all else, such as EXECUTE_STATEMENT_FAILED, is about the way there.
   */
  static boolean mayPass(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    boolean told = state.length() == 5 || String.valueOf(e.getMessage()).contains("SQLSTATE: ");
    return !told || state.startsWith("08") || state.startsWith("40") || state.equals("HY008");
  }

  static StepFailedException stepFailure(String what, SQLException e) {
    String message = what + ": " + e.getMessage();
    return (mayPass(e)
            ? StepFailedException.transientFailure(message)
            : StepFailedException.fatal(message))
        .causedBy(e);
  }
}
