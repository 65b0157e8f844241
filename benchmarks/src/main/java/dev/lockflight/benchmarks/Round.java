package dev.lockflight.benchmarks;

import java.sql.SQLException;

/** A workload that is ready to be run, again and again, by one engine. */
public interface Round extends AutoCloseable {
  /** Runs it once and returns when all of it has ended well. */
  void run() throws Exception;

  /** What else is to be reported about the rounds so far; often nothing. */
  default String remark() {
    return "";
  }

  @Override
  default void close() throws SQLException {}
}
