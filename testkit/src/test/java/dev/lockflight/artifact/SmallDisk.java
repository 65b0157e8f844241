package dev.lockflight.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A file system in memory, mounted for one test: by root, or through sudo where that asks nothing.
 * Elsewhere the test is skipped, but fails when the environment says CI=true.
 */
record SmallDisk(Path path) implements AutoCloseable {
  static SmallDisk mounted(Path path, String size) throws IOException, InterruptedException {
    Path made = Files.createDirectories(path);
    boolean mounted =
        asRoot("mount", "-t", "tmpfs", "-o", "mode=1777,size=" + size, "tmpfs", made.toString());
    if ("true".equals(System.getenv("CI"))) {
      assertThat(mounted).as("CI must be able to mount a small tmpfs").isTrue();
    }
    Assumptions.assumeTrue(mounted, "needs root, or sudo without a password, to mount a tmpfs");
    return new SmallDisk(made);
  }

  void makeReadOnly() throws IOException, InterruptedException {
    assertThat(asRoot("mount", "-o", "remount,ro", path.toString())).isTrue();
  }

  @Override
  public void close() throws IOException {
    try {
      assertThat(asRoot("umount", path.toString())).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean asRoot(String... command) throws IOException, InterruptedException {
    return runs(List.of(command)) || runs(sudo(command));
  }

  private static List<String> sudo(String... command) {
    List<String> whole = new ArrayList<>(List.of("sudo", "-n"));
    whole.addAll(List.of(command));
    return whole;
  }

  private static boolean runs(List<String> command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
