package dev.lockflight.connector.process;

import java.util.List;
import java.util.UUID;

/** Finds processes that outlived their command by an argument that only they have. */
final class Orphans {
  private final String nonce = UUID.randomUUID().toString();

  /** A command for the shell that runs for minutes and can be told from all others. */
  String sleeper() {
    return "sh -c 'while :; do sleep 0.2; done' " + nonce;
  }

  List<String> alive() {
    return ProcessHandle.allProcesses()
        .filter(ProcDirectory::runs)
        .map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.contains(nonce))
        .toList();
  }
}
