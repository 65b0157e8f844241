package dev.lockflight.connector.cli;

import dev.lockflight.store.InMemoryRunStore;
import dev.lockflight.store.RunStore;
import dev.lockflight.store.StoreException;
import dev.lockflight.store.jdbc.JdbcRunStore;
import dev.lockflight.store.jdbc.UrlDataSource;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the store is. */
final class StorePlace {
  private static final String VARIABLE = "LOCKFLIGHT_STORE";
  private static final Path FOLDER = Path.of(".lockflight");

  private final Place place;
  private final String where;

  StorePlace(Place place, @Nullable String option) {
    this.place = place;
    String variable = place.environment().getOrDefault(VARIABLE, "");
    String otherwise = variable.isBlank() ? FOLDER.resolve("store.db").toString() : variable;
    this.where = option == null ? otherwise : option;
  }

  /** The store, made when it is not there. */
  RunStore open() {
    return isUrl() ? postgres() : JdbcRunStore.sqlite(file());
  }

  /** The store to look at: looking makes no file, and an absent one holds nothing. */
  RunStore openToLook(Printer printer) {
    if (isUrl() || Files.exists(file())) {
      return open();
    }
    printer.warn("there is no store " + file() + " yet; run makes it, --store names another");
    return new InMemoryRunStore();
  }

  /** Where steps find a directory of their own: beside the store when that is a file. */
  Path workspaces() {
    Path parent = isUrl() ? null : file().getParent();
    return parent == null
        ? place.directory().resolve(FOLDER).resolve("work")
        : parent.resolve("work");
  }

  /** How to name the same store in another command, without what may be a password. */
  String option(@Nullable String given) {
    return given == null ? "" : " --store " + (isUrl() ? "<the same>" : given);
  }

  private boolean isUrl() {
    return where.startsWith("jdbc:");
  }

  private Path file() {
    try {
      return place.directory().resolve(where).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw CommandFailedException.usage("--store is no file name: " + where);
    }
  }

  private RunStore postgres() {
    if (!where.startsWith("jdbc:postgresql:")) {
      throw CommandFailedException.usage(
          "--store must be a file or begin with jdbc:postgresql: " + where.replaceAll("\\?.*", ""));
    }
    if (!UrlDataSource.hasDriver(where)) {
      throw new StoreException(
          "no driver for PostgreSQL is on the class path; add org.postgresql:postgresql");
    }
    return JdbcRunStore.postgres(new UrlDataSource(where));
  }
}
