package dev.lockflight.connector.process;

import dev.lockflight.testkit.fake.FakeContext;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;

/** Contexts for real programs: with the machine's clock, and a key no other test has. */
final class Contexts {
  private Contexts() {}

  static FakeContext in(Path workspace) {
    return FakeContext.ofRun("run-" + UUID.randomUUID())
        .clock(InstantSource.system())
        .workspace(workspace);
  }
}
