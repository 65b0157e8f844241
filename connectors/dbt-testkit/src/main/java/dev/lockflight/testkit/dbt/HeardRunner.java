package dev.lockflight.testkit.dbt;

import dev.lockflight.StepContext;
import dev.lockflight.connector.dbt.DbtInvocation;
import dev.lockflight.connector.dbt.DbtRunner;
import dev.lockflight.connector.dbt.DbtVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Passes on to a runner, and keeps what it was told and what it answered. Used by one thread. */
final class HeardRunner implements DbtRunner {
  private final DbtRunner runner;
  final List<DbtInvocation> invocations = new ArrayList<>();
  final List<Exit> exits = new ArrayList<>();
  Set<String> projectBefore = Set.of();

  HeardRunner(DbtRunner runner) {
    this.runner = runner;
  }

  @Override
  public DbtVersion version(StepContext context) throws Exception {
    return runner.version(context);
  }

  @Override
  public Exit run(DbtInvocation invocation, StepContext context) throws Exception {
    projectBefore = childrenOf(invocation.project());
    invocations.add(invocation);
    Exit exit = runner.run(invocation, context);
    exits.add(exit);
    return exit;
  }

  static Set<String> childrenOf(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      Set<String> names = new TreeSet<>();
      files.forEach(file -> names.add(file.getFileName().toString()));
      return names;
    }
  }
}
