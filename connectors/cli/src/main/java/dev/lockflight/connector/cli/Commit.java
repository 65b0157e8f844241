package dev.lockflight.connector.cli;

import dev.lockflight.store.RunStore;
import java.util.List;

/** The commit a person means, who may type its first digits. */
final class Commit {
  private static final int LOOKED_AT = 10_000;

  private Commit() {}

  /** That of the only release that runs had; as it was typed, with a warning, when none had. */
  static String meant(Session session, RunStore store, String typed) {
    List<String> known =
        store.list(RunStore.Query.newest(LOOKED_AT)).stream()
            .map(run -> run.release().commit())
            .distinct()
            .toList();
    if (known.contains(typed)) {
      return typed;
    }
    List<String> matching = known.stream().filter(each -> each.startsWith(typed)).toList();
    if (matching.size() > 1) {
      throw CommandFailedException.usage(typed + " is not one commit: " + matching);
    }
    if (matching.isEmpty()) {
      session
          .printer()
          .warn("no run had a release " + typed + "; it is taken for the full id of a commit");
      return typed;
    }
    return matching.get(0);
  }
}
