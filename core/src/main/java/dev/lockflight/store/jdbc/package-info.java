/**
 * Journals in a database: SQLite in a file, the default that needs no server, and PostgreSQL. The
 * only package that knows JDBC.
 */
@NullMarked
@CheckReturnValue
package dev.lockflight.store.jdbc;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
