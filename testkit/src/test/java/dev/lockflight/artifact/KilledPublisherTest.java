package dev.lockflight.artifact;

import static dev.lockflight.artifact.Pointer.LATEST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.testkit.contract.SmallSets;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process that publishes without end is killed at moments nobody chose. */
final class KilledPublisherTest {
  @TempDir Path directory;

  @Test
  void killed_publisher_leaves_what_it_acknowledged_or_the_next_set() throws Exception {
    SmallSets sets = new SmallSets(directory);
    ArtifactStore store = DirectoryArtifactStore.at(directory.resolve("store"));
    Random moments = new Random(4);
    int next = 1;
    for (int kill = 0; kill < 3; kill++) {
      int acknowledged = publishUntilKilled(next, 1 + moments.nextInt(6));

      String seen = sets.readerSees(store, LATEST);
      assertThat(seen).isIn("run-" + acknowledged, "run-" + (acknowledged + 1));
      next = acknowledged + 1;
      assertThat(sets.publish(store, "run-" + next).run().value()).isEqualTo("run-" + next);
      assertThat(SmallSets.stg(store).repair(Instant.EPOCH).left()).isEmpty();
      assertThat(sets.readerSees(store, LATEST)).isEqualTo("run-" + next);
      next++;
    }
  }

  /** Kills it right after it has said so many lines, while it works on the next set. */
  private int publishUntilKilled(int first, int lines) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                List.of(
                    java,
                    "-cp",
                    System.getProperty("java.class.path"),
                    KilledPublisherTest.class.getName(),
                    directory.toString(),
                    Integer.toString(first)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int acknowledged = -1;
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (int line = 0; line < lines; line++) {
        acknowledged = Integer.parseInt(String.valueOf(out.readLine()));
      }
      assertThat(process.toHandle().destroyForcibly()).isTrue();
      assertThat(process.waitFor()).isNotZero();
      for (String more = out.readLine(); more != null; more = out.readLine()) {
        acknowledged = Integer.parseInt(more);
      }
    }
    return acknowledged;
  }

  /** The process that is killed: arguments are its directory and its first run. */
  public static void main(String[] arguments) {
    Path directory = Path.of(arguments[0]);
    SmallSets sets = new SmallSets(directory);
    ArtifactStore store = DirectoryArtifactStore.at(directory.resolve("store"));
    for (int run = Integer.parseInt(arguments[1]); ; run++) {
      PublishedArtifacts published = sets.publish(store, "run-" + run);
      assertThat(published.run().value()).isEqualTo("run-" + run);
      System.out.println(run);
    }
  }
}
