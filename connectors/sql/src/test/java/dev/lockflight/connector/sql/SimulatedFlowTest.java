package dev.lockflight.connector.sql;

import static dev.lockflight.testkit.TestKit.assertThat;
import static dev.lockflight.testkit.TestKit.simulate;

import dev.lockflight.Cause;
import dev.lockflight.Environment;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.Stage;
import dev.lockflight.testkit.simulation.Simulation;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gate that reads a real warehouse, in a flow whose other parts are simulated. */
class SimulatedFlowTest {
  @TempDir Path directory;

  private Simulation simulationWith(int revenue) throws Exception {
    DataSource duckDb = DuckDbFile.at(directory.resolve("stage.duckdb"));
    try (Connection connection = duckDb.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table sales as select " + revenue + " as revenue");
    }
    Environment stage = Environment.of("stage");
    Pipeline delivery =
        Pipeline.of(
            "delivery",
            Stage.of("build")
                .in(stage)
                .verify(Warehouse.of(stage, duckDb).nonNegative("sales", "revenue")),
            Stage.of("next"));
    return simulate(delivery).gate("revenue of sales in stage is not negative").isReal();
  }

  @Test
  void good_data_lets_the_release_go_on() throws Exception {
    Simulation sim = simulationWith(7);
    assertThat(sim.start(Cause.manual(Principal.of("alice")))).succeeded();
  }

  @Test
  void bad_data_stops_the_release() throws Exception {
    Simulation sim = simulationWith(-7);
    assertThat(sim.start(Cause.manual(Principal.of("alice"))))
        .failed()
        .atGate("revenue of sales in stage is not negative")
        .neverStarted("next");
  }
}
