package dev.lockflight.connector.volumes;

import static dev.lockflight.artifact.Pointer.LATEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.StepFailedException;
import dev.lockflight.artifact.ArtifactStore;
import dev.lockflight.artifact.PublishedArtifacts;
import dev.lockflight.artifact.RepairReport;
import dev.lockflight.testkit.contract.SmallSets;
import dev.lockflight.testkit.databricks.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A publisher dies at each of its requests in turn, or is only disturbed there. */
final class CrashedPublisherTest {
  @TempDir Path directory;
  private final Volumes volumes = new Volumes();
  private SmallSets sets;

  @BeforeEach
  void prepare() {
    sets = new SmallSets(directory);
  }

  @AfterEach
  void close() {
    volumes.close();
  }

  static Stream<Fault> deaths() {
    return Stream.of(Fault.reset(), Fault.answerLost(), Fault.halfWritten(), Fault.answerCut());
  }

  static Stream<Fault> disturbances() {
    return Stream.concat(
        deaths(),
        Stream.of(
            Fault.html(503),
            Fault.answer(504, "DEADLINE_EXCEEDED", "deadline exceeded"),
            Fault.throttled(Duration.ofSeconds(30))));
  }

  private VolumeArtifactStore patient(VolumePath volume) {
    return VolumeArtifactStore.in(volumes.databricks, volume);
  }

  private VolumeArtifactStore impatient(VolumePath volume) {
    return VolumeArtifactStore.in(volumes.impatient, volume);
  }

  /** How many requests it takes to publish a second set. */
  private int requests() {
    ArtifactStore store = patient(volumes.empty());
    PublishedArtifacts unused = sets.publish(store, "run-1");
    int before = volumes.workspace.requests().size();
    unused = sets.publish(store, "run-2");
    return volumes.workspace.requests().size() - before;
  }

  @ParameterizedTest
  @MethodSource("deaths")
  void publisher_that_died_at_any_request_leaves_old_or_new_and_is_resumed(Fault fault)
      throws Exception {
    int requests = requests();
    for (int n = 1; n <= requests; n++) {
      VolumePath volume = volumes.empty();
      ArtifactStore store = patient(volume);
      PublishedArtifacts old = sets.publish(store, "run-1");
      volumes.workspace.faults().add(fault.nth(n));
      volumes.workspace.faults().add(Fault.reset().nth(n + 1).forGood());
      assertThatThrownBy(() -> sets.publish(impatient(volume), "run-2"))
          .isInstanceOf(StepFailedException.class);
      volumes.workspace.faults().clear();

      assertThat(sets.readerSees(store, LATEST)).isIn("run-1", "run-2");
      PublishedArtifacts resumed = sets.publish(store, "run-2");

      assertThat(resumed.generation()).isGreaterThan(old.generation());
      assertThat(sets.readerSees(store, LATEST)).isEqualTo("run-2");
      RepairReport repair = SmallSets.stg(store).repair(Instant.EPOCH);
      assertThat(repair.left()).isEmpty();
      assertThat(sets.publish(store, "run-2")).isEqualTo(resumed);
    }
    assertThat(requests).isGreaterThan(15);
  }

  @ParameterizedTest
  @MethodSource("disturbances")
  void publisher_that_is_disturbed_at_any_request_publishes_all_the_same(Fault fault)
      throws Exception {
    int requests = requests();
    for (int n = 1; n <= requests; n++) {
      ArtifactStore store = patient(volumes.empty());
      PublishedArtifacts unused = sets.publish(store, "run-1");
      volumes.workspace.faults().add(fault.nth(n));

      PublishedArtifacts published = sets.publish(store, "run-2");

      assertThat(published.generation()).isEqualTo(2);
      assertThat(sets.readerSees(store, LATEST)).isEqualTo("run-2");
      volumes.workspace.faults().clear();
    }
    assertThat(volumes.workspace.faults().struck()).isGreaterThanOrEqualTo(requests);
  }

  @Test
  void two_publishers_at_once_leave_a_whole_set_and_a_whole_pointer() throws Exception {
    for (int round = 0; round < 5; round++) {
      ArtifactStore store = patient(volumes.empty());
      List<Thread> writers =
          Stream.of("run-1", "run-2").map(run -> publishing(store, run)).toList();
      writers.forEach(Thread::start);
      for (Thread writer : writers) {
        writer.join();
      }

      assertThat(sets.readerSees(store, LATEST)).isIn("run-1", "run-2");
      assertThat(SmallSets.stg(store).repair(Instant.EPOCH).left()).isEmpty();
      PublishedArtifacts next = sets.publish(store, "run-3");
      assertThat(sets.readerSees(store, LATEST)).isEqualTo("run-3");
      assertThat(next.generation()).isGreaterThan(1);
    }
  }

  /** Without an environment's lock: one of them may notice the other and fail. */
  private Thread publishing(ArtifactStore store, String run) {
    SmallSets own = new SmallSets(directory.resolve(run));
    return new Thread(
        () -> {
          try {
            PublishedArtifacts published = own.publish(store, run);
            assertThat(published.run().value()).isEqualTo(run);
          } catch (StepFailedException e) {
            assertThat(e).hasMessageContaining("somebody else writes it");
          }
        });
  }
}
