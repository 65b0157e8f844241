package dev.lockflight.benchmarks;

import dev.lockflight.store.RunStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** A database that keeps journals while something is measured. */
public interface Place extends AutoCloseable {
  String name();

  /** Where its files are. */
  Path directory();

  /** An empty store. */
  RunStore newStore();

  /** The last new store, opened once more. */
  RunStore reopen();

  /** A connection without the engine, whose commits are as durable as the store's. */
  Connection connect() throws SQLException;

  @Override
  void close() throws IOException;
}
