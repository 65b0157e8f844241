package dev.lockflight.benchmarks;

/**
 * How much is measured.
 *
 * @param steps of the one run of W1
 * @param runs of W2
 * @param fanOut stages of the largest fan-out of W3; a tenth and a hundredth are measured, too
 * @param waiting runs that wait for an approval in W4
 * @param megabytes of the manifest
 * @param rounds how often each is measured; the median counts
 */
public record Sizes(int steps, int runs, int fanOut, int waiting, int megabytes, int rounds) {
  static final Sizes FULL = new Sizes(1_000, 1_000, 10_000, 10_000, 100, 7);

  /** Enough to see that everything works, in less than a minute. */
  static final Sizes SMOKE = new Sizes(100, 50, 500, 200, 2, 1);

  int warmups() {
    return rounds > 1 ? 2 : 0;
  }

  Sizes rounds(int number) {
    return new Sizes(steps, runs, fanOut, waiting, megabytes, number);
  }
}
