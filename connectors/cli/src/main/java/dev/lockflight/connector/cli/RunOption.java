package dev.lockflight.connector.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which run a command is about. */
final class RunOption {
  @Option(
      names = "--run",
      paramLabel = "<id>",
      description = "Which run. Default: the one that is unfinished.")
  @Nullable String id;
}
