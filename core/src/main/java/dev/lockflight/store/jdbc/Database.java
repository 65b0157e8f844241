package dev.lockflight.store.jdbc;

import dev.lockflight.store.RunStore.Ownership;
import dev.lockflight.store.StoreException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What differs between the databases: connections, the way in, who owns, what errors mean. */
interface Database extends AutoCloseable {
  /** For reading; queries name tables as {@code <schema>.journal}. */
  Jdbi reads();

  /** Writes all rows in one durable commit. */
  void append(Rows rows);

  /** Does some small work in one durable commit. */
  void write(Consumer<Handle> work);

  Ownership own(String owner);

  Optional<String> owner();

  /** What an error means to people, and what they can do about it. */
  StoreException explain(String doing, Exception error);

  @Override
  void close();
}
