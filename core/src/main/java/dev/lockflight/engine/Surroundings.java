package dev.lockflight.engine;

import dev.lockflight.Ledger;
import dev.lockflight.RunId;
import dev.lockflight.SecretSource;
import dev.lockflight.run.Run;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** What the steps and gates of every run live in. */
record Surroundings(
    InstantSource clock,
    SecretSource secrets,
    Redactor redactor,
    Ledger ledger,
    Path workspaces,
    Listeners listeners) {
  /** Any run of the store, as its journal says; in a replay there is no store. */
  Optional<Run> run(RunId id) {
    return ledger instanceof LedgerView view ? view.run(id) : Optional.empty();
  }
}
