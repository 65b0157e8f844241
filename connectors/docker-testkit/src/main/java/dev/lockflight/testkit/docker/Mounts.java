package dev.lockflight.testkit.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * What an engine may leave mounted: the network of its containers, or layers when it was killed.
 */
final class Mounts {
  private static final Path TABLE = Path.of("/proc/self/mounts");

  private Mounts() {}

  static void releaseBelow(Path directory) throws IOException {
    List<String> places =
        Files.readAllLines(TABLE).stream()
            .map(line -> line.split(" ")[1])
            .filter(place -> place.startsWith(directory + "/"))
            .sorted(Comparator.reverseOrder())
            .toList();
    places.forEach(Mounts::release);
  }

  private static void release(String place) {
    try {
      int code = new ProcessBuilder("umount", "--lazy", place).inheritIO().start().waitFor();
      if (code != 0) {
        throw new IllegalStateException("umount " + place + " ended with " + code);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
