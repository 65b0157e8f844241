package dev.lockflight.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The limit: one connection that inserts one row a commit, with the statement prepared once, and
 * nothing else. The row is about as long as one event of a journal.
 */
final class RawCommits implements Contender {
  private static final String BODY = "x".repeat(200);

  private final Place place;

  RawCommits(Place place) {
    this.place = place;
  }

  @Override
  public String name() {
    return "raw commits";
  }

  @Override
  public Round prepare(Workload workload) throws SQLException {
    Connection connection = place.connect();
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS raw");
      statement.execute("CREATE TABLE raw (id integer PRIMARY KEY, body text NOT NULL)");
    }
    return new Inserting(connection, workload.allSteps());
  }

  private static final class Inserting implements Round {
    private final Connection connection;
    private final PreparedStatement insert;
    private final long commits;
    private long last;

    Inserting(Connection connection, long commits) throws SQLException {
      this.connection = connection;
      this.insert = connection.prepareStatement("INSERT INTO raw (id, body) VALUES (?, ?)");
      this.commits = commits;
    }

    @Override
    public void run() throws SQLException {
      for (long i = 0; i < commits; i++) {
        insert.setLong(1, ++last);
        insert.setString(2, BODY);
        var unused = insert.executeUpdate();
      }
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }
}
