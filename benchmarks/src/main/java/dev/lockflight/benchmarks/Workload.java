package dev.lockflight.benchmarks;

/**
 * So many runs of so many steps that do nothing.
 *
 * @param atOnce how many runs are under way at a time
 */
public record Workload(int runs, int steps, int atOnce) {
  /** One run, its steps one after the other. */
  public static Workload sequential(int steps) {
    return new Workload(1, steps, 1);
  }

  public long allSteps() {
    return (long) runs * steps;
  }
}
