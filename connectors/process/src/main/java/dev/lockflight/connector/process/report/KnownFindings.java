package dev.lockflight.connector.process.report;

import java.util.Arrays;

/**
 * The findings of a baseline, as numbers, so that a million of them need twelve megabytes. Each
 * excuses one finding of the report. Used by one thread.
 */
final class KnownFindings implements FindingsFormat.Sink {
  private long[] fingerprints = new long[64];
  private int size;
  private int[] left = {};

  @Override
  public void found(Finding finding) {
    if (size == fingerprints.length) {
      fingerprints = Arrays.copyOf(fingerprints, 2 * size);
    }
    fingerprints[size++] = finding.fingerprint();
  }

  @Override
  public void suppressed() {}

  @Override
  public void notScanned(String what, String why) {}

  /** After the baseline was read; how many there are of each stands at its first place. */
  void complete() {
    Arrays.sort(fingerprints, 0, size);
    left = new int[size];
    int first = 0;
    for (int i = 0; i < size; i++) {
      first = i > 0 && fingerprints[i] == fingerprints[i - 1] ? first : i;
      left[first]++;
    }
  }

  /** Whether the baseline has it, once more than it was asked for. */
  boolean excuses(Finding finding) {
    long wanted = finding.fingerprint();
    int at = Arrays.binarySearch(fingerprints, 0, size, wanted);
    if (at < 0) {
      return false;
    }
    while (at > 0 && fingerprints[at - 1] == wanted) {
      at--;
    }
    return left[at]-- > 0;
  }
}
