package dev.lockflight.connector.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command understands. */
final class CommonOptions {
  @Option(
      names = "--store",
      paramLabel = "<file or jdbc url>",
      description = {
        "SQLite file, or jdbc:postgresql:... (its driver must be on the class path).",
        "Default: $LOCKFLIGHT_STORE, else .lockflight/store.db here; made when it is not there."
      })
  @Nullable String store;

  @Option(names = "--json", description = "Print one JSON object on one line.")
  boolean json;

  @Option(names = "--debug", description = "Print the stack trace of an error.")
  boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;
}
