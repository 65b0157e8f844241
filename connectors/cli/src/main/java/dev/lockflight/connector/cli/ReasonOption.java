package dev.lockflight.connector.cli;

import picocli.CommandLine.Option;

/** Why somebody does something; it is kept in the journal. */
final class ReasonOption {
  @Option(
      names = {"--reason", "--comment"},
      paramLabel = "<text>",
      description = "Why; kept in the journal.")
  String text = "";
}
