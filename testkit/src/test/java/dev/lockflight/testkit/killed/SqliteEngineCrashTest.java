package dev.lockflight.testkit.killed;

import java.nio.file.Path;

final class SqliteEngineCrashTest extends EngineCrashContract {
  @Override
  String newPlace(Path lane) {
    return lane.resolve("runs.db").toString();
  }

  @Override
  int kills() {
    return 60;
  }
}
