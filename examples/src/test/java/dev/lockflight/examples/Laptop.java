package dev.lockflight.examples;

import dev.lockflight.Cause;
import dev.lockflight.Parameter;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.Release;
import dev.lockflight.RunId;
import dev.lockflight.connector.dbt.LocalDbt;
import dev.lockflight.engine.Answer;
import dev.lockflight.engine.Engine;
import dev.lockflight.engine.StartRequest;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunListener;
import dev.lockflight.run.StageEvent;
import dev.lockflight.store.InMemoryRunStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;

/** A machine with dbt, an engine and the flow; one person starts and approves. */
final class Laptop implements AutoCloseable {
  private static final Principal OWNER = Principal.of("ada").withGroups("data-owners");
  private final Workplace workplace;
  private final Engine engine;
  private final Pipeline flow;

  Laptop(Path directory) {
    workplace = workplace(directory);
    flow = ContinuousDelivery.onOneMachine(workplace);
    engine = Engine.on(new InMemoryRunStore()).workspaces(directory.resolve("work")).open(flow);
  }

  static Workplace workplace(Path directory) {
    LocalDbt dbt = LocalDbt.executable(InstalledDbt.file()).inheriting(System.getenv());
    return new Workplace(Path.of("dbt"), dbt, directory);
  }

  Engine engine() {
    return engine;
  }

  Workplace workplace() {
    return workplace;
  }

  /** Runs the flow to its end, approving when asked. */
  Run deliver() {
    return deliver(StartRequest.of(flow.name().value(), Cause.push("main", OWNER), release()));
  }

  /** The same with a fault switched on. */
  Run deliverWith(Parameter<Boolean> fault) {
    Cause byHand = Cause.manual(OWNER);
    return deliver(StartRequest.of(flow.name().value(), byHand, release()).with(fault, true));
  }

  private Run deliver(StartRequest request) {
    CompletableFuture<Run> asked = new CompletableFuture<>();
    RunListener untilAsked =
        new RunListener() {
          @Override
          public void happened(JournalEntry entry, Run run) {
            if (entry.event() instanceof StageEvent.ApprovalRequested || run.isEnded()) {
              var unused = asked.complete(run);
            }
          }
        };
    var following = engine.follow(untilAsked);
    RunId id = engine.start(request);
    if (!asked.join().isEnded()) {
      var unused = engine.approve(Answer.to(id, "data-owners", OWNER));
    }
    Run ended = engine.ended(id).join();
    close(following);
    return ended;
  }

  private static void close(AutoCloseable following) {
    try {
      following.close();
    } catch (Exception e) {
      throw new AssertionError("a listener could not be removed", e);
    }
  }

  private static Release release() {
    return Release.of("0123456789012345678901234567890123456789");
  }

  /** One figure of an environment's data. */
  String figure(String environment, String sql) throws SQLException {
    return figure(workplace.database(environment), sql);
  }

  static String figure(DuckDbFile database, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : "no row";
    }
  }

  @Override
  public void close() throws IOException {
    engine.close();
  }
}
