package dev.lockflight.connector.cli;

import picocli.CommandLine.Option;

/** How a command stays with a run. */
final class StayOptions {
  @Option(
      names = "--yes",
      description = "Approve what is asked, as the operating system's user; the journal says so.")
  boolean yes;

  @Option(
      names = "--no-wait",
      description = "Leave the run (exit 3) when it waits for people or for longer than a minute.")
  boolean noWait;
}
