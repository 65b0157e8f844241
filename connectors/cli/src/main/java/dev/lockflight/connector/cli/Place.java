package dev.lockflight.connector.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/** Where and when a command is given. */
record Place(Path directory, Map<String, String> environment, InstantSource clock) {
  Place {
    environment = Map.copyOf(environment);
  }
}
