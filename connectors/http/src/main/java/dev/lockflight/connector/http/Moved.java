package dev.lockflight.connector.http;

import dev.lockflight.Progress;
import java.util.Optional;
import java.util.function.Consumer;

/** Counts bytes and tells of them once per mebibyte and at the end. */
final class Moved {
  private static final long STEP = 1 << 20;

  private final String what;
  private final long total;
  private final Optional<Consumer<Progress>> follower;
  private long bytes;
  private long told;

  Moved(String what, long total, Optional<Consumer<Progress>> follower) {
    this.what = what;
    this.total = total;
    this.follower = follower;
  }

  void more(int count) {
    bytes += count;
    if (bytes - told >= STEP) {
      tell();
    }
  }

  void end() {
    if (bytes != told || bytes == 0) {
      tell();
    }
  }

  long bytes() {
    return bytes;
  }

  private void tell() {
    told = bytes;
    follower.ifPresent(f -> f.accept(Progress.of(what, bytes, total)));
  }
}
