package dev.lockflight.artifact;

import static dev.lockflight.artifact.Pointer.LATEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.StepFailedException;
import dev.lockflight.testkit.contract.SmallSets;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real disk may do to a directory of artifacts. */
final class DirectoryFaultsTest {
  @TempDir Path directory;
  private SmallSets sets;

  @BeforeEach
  void prepare() {
    sets = new SmallSets(directory);
  }

  @Test
  void every_failing_call_of_the_disk_leaves_old_or_new() throws Exception {
    int prefixes = 0;
    for (boolean failed = true; failed; prefixes++) {
      Path root = directory.resolve("store-" + prefixes);
      ArtifactStore whole = new DirectoryArtifactStore(root, new QuickDisk());
      PublishedArtifacts old = sets.publish(whole, "run-1");
      FailingDisk disk = new FailingDisk(prefixes + 1);
      failed = fails(new DirectoryArtifactStore(root, disk));
      assertThat(failed).isEqualTo(disk.failed());

      assertThat(sets.readerSees(whole, LATEST)).isIn("run-1", "run-2");
      if (prefixes % 2 == 1) {
        assertThat(SmallSets.stg(whole).repair(Instant.EPOCH).left()).isEmpty();
      }
      assertThat(sets.publish(whole, "run-2").generation()).isGreaterThan(old.generation());
      assertThat(sets.readerSees(whole, LATEST)).isEqualTo("run-2");
      assertThat(SmallSets.stg(whole).repair(Instant.EPOCH).left()).isEmpty();
      assertThat(SmallSets.stg(whole).repair(Instant.EPOCH)).isEqualTo(SmallSets.NOTHING_TO_DO);
    }
    assertThat(prefixes).isGreaterThan(15);
  }

  @Test
  void full_disk_keeps_the_old_set_and_takes_the_new_one_when_there_is_room() throws Exception {
    try (SmallDisk small = SmallDisk.mounted(directory.resolve("small"), "256k")) {
      ArtifactStore store = DirectoryArtifactStore.at(small.path());
      PublishedArtifacts unused = sets.publish(store, "run-1");
      Path filler = Files.write(small.path().resolve("filler"), new byte[100 << 10]);
      Path large = sets.write("large", Map.of("manifest.json", "x".repeat(200 << 10)));

      assertThatThrownBy(() -> sets.publish(store, "run-2", large))
          .isInstanceOf(StepFailedException.class)
          .hasMessageContaining("No space left");
      assertThat(sets.readerSees(store, LATEST)).isEqualTo("run-1");

      Files.delete(filler);
      assertThat(sets.publish(store, "run-2", large).generation()).isEqualTo(2);
      assertThat(SmallSets.stg(store).repair(Instant.EPOCH)).isEqualTo(SmallSets.NOTHING_TO_DO);
    }
  }

  @Test
  void read_only_directory_is_read_and_says_so_when_written() throws Exception {
    try (SmallDisk small = SmallDisk.mounted(directory.resolve("small"), "1m")) {
      ArtifactStore store = DirectoryArtifactStore.at(small.path());
      PublishedArtifacts unused = sets.publish(store, "run-1");
      small.makeReadOnly();

      assertThatThrownBy(() -> sets.publish(store, "run-2"))
          .isInstanceOf(StepFailedException.class)
          .hasMessageContaining("Read-only file system");
      assertThat(sets.readerSees(store, LATEST)).isEqualTo("run-1");
    }
  }

  @Test
  void large_file_is_streamed() throws IOException {
    long size = 300L << 20;
    Path sources = sets.write("large", Map.of("manifest.json", "{}"));
    try (RandomAccessFile large = new RandomAccessFile(sources.resolve("big").toFile(), "rw")) {
      large.setLength(size);
    }
    ArtifactStore store = new DirectoryArtifactStore(directory.resolve("store"), new QuickDisk());
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    PublishedArtifacts published = sets.publish(store, "run-1", sources);

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(32L << 20);
    assertThat(published.set().file("big")).map(ArtifactFile::size).contains(size);
  }

  @Test
  void file_in_place_of_the_root_says_so() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "not a directory");
    ArtifactStore store = DirectoryArtifactStore.at(file);

    assertThatThrownBy(() -> sets.publish(store, "run-1"))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining(file.toString());
  }

  private boolean fails(ArtifactStore store) {
    try {
      PublishedArtifacts unused = sets.publish(store, "run-2");
      return false;
    } catch (StepFailedException e) {
      assertThat(e).hasMessageContaining("No space left on device");
      return true;
    }
  }
}
