package dev.lockflight.artifact;

import java.nio.channels.FileChannel;

/** A disk for tests in which nobody pulls the plug: nothing is forced. */
class QuickDisk extends Disk {
  @Override
  void force(FileChannel file) {}
}
