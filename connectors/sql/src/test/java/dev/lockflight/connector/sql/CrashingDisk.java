package dev.lockflight.connector.sql;

import dev.lockflight.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Works until its n-th change, which ends the process, or fails as told. A copy ends half way. */
final class CrashingDisk extends Disk {
  static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final int last;
  private final @Nullable IOException failure;
  private int changes;

  private CrashingDisk(int last, @Nullable IOException failure) {
    this.last = last;
    this.failure = failure;
  }

  static CrashingDisk afterChanges(int last) {
    return new CrashingDisk(last, null);
  }

  static CrashingDisk failingAtCopies(IOException failure) {
    return new CrashingDisk(Integer.MAX_VALUE, failure);
  }

  @Override
  void about(String change, Path path) throws IOException {
    if (failure != null && change.equals("copy")) {
      throw failure;
    }
    if (++changes > last) {
      throw new Crash();
    }
  }

  @Override
  Digest copy(Path from, Path to) throws IOException {
    if (changes == last) {
      byte[] all = Files.readAllBytes(from);
      var unused = Files.write(to, Arrays.copyOf(all, all.length / 2));
    }
    return super.copy(from, to);
  }
}
