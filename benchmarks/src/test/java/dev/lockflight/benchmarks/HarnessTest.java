package dev.lockflight.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Pipeline;
import dev.lockflight.engine.Engine;
import dev.lockflight.run.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That everything can be measured; how fast it is, no test says. */
class HarnessTest {
  @TempDir private Path directory;

  @Test
  void every_work_can_be_measured() {
    int exit = Harness.run(Peers.NONE, "--smoke", "--no-postgres", "--dir", directory.toString());

    assertThat(exit).isZero();
  }

  @Test
  void there_is_one_commit_between_two_steps() throws Exception {
    Pipeline pipeline = Pipelines.steps(100);
    try (Place place = new SqlitePlace(directory);
        CountingRunStore store = new CountingRunStore(place.newStore());
        Engine engine = Engine.on(store).open(pipeline)) {
      Run run = engine.ended(engine.start(LockflightRuns.request(pipeline))).join();

      assertThat(run.isEnded()).isTrue();
      assertThat(store.commits()).isEqualTo(101);
    }
  }
}
