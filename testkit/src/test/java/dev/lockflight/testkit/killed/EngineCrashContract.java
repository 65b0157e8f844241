package dev.lockflight.testkit.killed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an engine promises when its process is killed at any moment. The moments come from a seed
 * that is printed; {@code -Dseed=...} chooses it.
 */
abstract class EngineCrashContract {
  private static final int LANES = 2;

  @TempDir private Path directory;

  /** A place where no store is yet, as the child process understands it. */
  abstract String newPlace(Path lane);

  /** In each lane. */
  abstract int kills();

  @Test
  void killed_engines_lose_nothing_and_do_nothing_twice() throws Exception {
    long seed = Long.getLong("seed", 20_261_120L);
    System.out.println(
        getClass().getSimpleName() + ": " + LANES + " x " + kills() + " kills, -Dseed=" + seed);
    ExecutorService executor = Executors.newFixedThreadPool(LANES);
    try {
      List<Future<Integer>> all = new ArrayList<>();
      for (int i = 0; i < LANES; i++) {
        Path world = Files.createDirectories(directory.resolve("lane-" + i));
        Lane lane = new Lane(newPlace(world), world, new Random(seed + i));
        all.add(executor.submit(() -> lane.killAndFinish(kills())));
      }
      for (Future<Integer> one : all) {
        assertThat(one.get()).as("runs that were started").isGreaterThan(kills() / 2);
      }
    } finally {
      executor.shutdownNow();
    }
  }
}
