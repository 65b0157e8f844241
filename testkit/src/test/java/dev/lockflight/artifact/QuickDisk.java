package dev.lockflight.artifact;

import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A disk for tests in which nobody pulls the plug: nothing is forced. */
class QuickDisk extends Disk {
  @Override
  void force(FileChannel file) {}

  @Override
  void sync(Path directory) {}
}
