package dev.lockflight.benchmarks;

/** An engine, or a limit, that is measured beside others. */
public interface Contender {
  String name();

  /** Makes everything that is not to be measured. */
  Round prepare(Workload workload) throws Exception;
}
