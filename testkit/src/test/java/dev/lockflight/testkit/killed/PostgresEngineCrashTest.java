package dev.lockflight.testkit.killed;

import dev.lockflight.store.jdbc.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresEngineCrashTest extends EngineCrashContract {
  @RegisterExtension static final PostgresServer SERVER = new PostgresServer();

  @Override
  String newPlace(Path lane) {
    return SERVER.url() + "#" + SERVER.newSchema();
  }

  @Override
  int kills() {
    return 40;
  }
}
