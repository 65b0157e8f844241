package dev.lockflight.engine;

import dev.lockflight.Ledger;
import dev.lockflight.SecretSource;
import java.nio.file.Path;
import java.time.InstantSource;

/** What the steps and gates of every run live in. */
record Surroundings(
    InstantSource clock,
    SecretSource secrets,
    Redactor redactor,
    Ledger ledger,
    Path workspaces,
    Listeners listeners) {}
