package dev.lockflight.store.jdbc;

import dev.lockflight.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * Brings a store's schema up to date: the scripts {@code 1.sql} to {@code <latest>.sql} of a folder
 * of the jar, in their order, each in one transaction that also records its number.
 */
final class Migrations {
  private final String folder;
  private final int latest;

  Migrations(String folder, int latest) {
    this.folder = folder;
    this.latest = latest;
  }

  /** What a database has to offer for it. */
  interface Target {
    /** The store, for messages. */
    String name();

    /** Whether the table that records the version is there. */
    boolean isStarted(Handle handle);

    /** Does the work in one transaction, while no other process does the same. */
    void exclusively(Handle handle, Consumer<Handle> work);
  }

  /**
   * Applies what is missing; does not write when nothing is.
   *
   * @throws NewerSchemaException when the store is ahead of this version
   */
  void apply(Handle handle, Target target) {
    int version = version(handle, target);
    if (version > latest) {
      throw new NewerSchemaException(target.name(), version, latest);
    }
    for (int next = version + 1; next <= latest; next++) {
      int number = next;
      target.exclusively(handle, within -> step(within, target, number));
    }
  }

  private void step(Handle handle, Target target, int number) {
    if (version(handle, target) >= number) {
      return;
    }
    handle.createScript(script(number)).execute();
    Meta.put(handle, "schema", Integer.toString(number));
  }

  private int version(Handle handle, Target target) {
    if (!target.isStarted(handle)) {
      return 0;
    }
    String found =
        Meta.find(handle, "schema")
            .orElseThrow(
                () -> new StoreException(target.name() + " does not say its schema version"));
    return Integer.parseInt(found);
  }

  private String script(int number) {
    String name = folder + "/" + number + ".sql";
    try (InputStream in = Migrations.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("not in the jar: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
