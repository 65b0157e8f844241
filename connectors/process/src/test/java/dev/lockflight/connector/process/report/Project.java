package dev.lockflight.connector.process.report;

import dev.lockflight.Gate;
import dev.lockflight.Output;
import dev.lockflight.Verdict;
import dev.lockflight.connector.process.Command;
import dev.lockflight.connector.process.CommandResult;
import dev.lockflight.testkit.fake.FakeContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;

/** A directory with a small project, and a run that works in it. */
final class Project {
  static final Output<CommandResult> STEP = Output.of("step", CommandResult.class);
  private final Path directory;
  private FakeContext context;

  Project(Path directory) {
    this.directory = directory;
    this.context = fresh();
  }

  private FakeContext fresh() {
    return FakeContext.ofRun("run-" + UUID.randomUUID())
        .clock(InstantSource.system())
        .workspace(directory.resolve(".workspace"));
  }

  Path file(String name, String... lines) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, String.join("\n", lines) + "\n");
  }

  Path path(String name) {
    return directory.resolve(name);
  }

  /** Runs the command as the step STEP of a new run. */
  CommandResult run(Command command) throws InterruptedException {
    context = fresh();
    CommandResult result = command.in(directory).run(context);
    var unused = context.with(STEP, result);
    return result;
  }

  Verdict ask(Gate gate) throws Exception {
    return gate.evaluate(context);
  }

  FakeContext context() {
    return context;
  }
}
