package dev.lockflight.testkit.killed;

import dev.lockflight.ApprovalRule;
import dev.lockflight.Call;
import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.Output;
import dev.lockflight.Pipeline;
import dev.lockflight.Progress;
import dev.lockflight.RemoteOperation;
import dev.lockflight.Stage;
import dev.lockflight.StepContext;
import dev.lockflight.Verdict;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A delivery whose every effect is a file in a directory, which outlives whoever made it. */
record Flow(Path directory) {
  static final String NAME = "delivery";
  static final Output<String> BUILT = Output.of("built", String.class);
  static final Output<String> TESTED = Output.of("tested", String.class);
  static final Output<String> RELEASED = Output.of("released", String.class);

  /** Whoever asks for a remote job, each time it asks: {@code run step key}. */
  private Path submits() {
    return directory.resolve("submits.log");
  }

  private Path jobs() {
    return directory.resolve("jobs");
  }

  private Path calls() {
    return directory.resolve("calls.log");
  }

  Pipeline pipeline() {
    return Pipeline.of(
        NAME,
        Stage.of("build")
            .run(new Local("compile", this).into(BUILT))
            .run(new Remote("integration test", this).into(TESTED)),
        Stage.of("ship")
            .require(ApprovalRule.of("owners").quorum(2))
            .run(new Local("savepoint", this).asStep())
            .run(new Remote("release", this).into(RELEASED))
            .run(new Local("announce", this).asStep())
            .verify(new Released(this))
            .always(new Local("tidy", this).asStep()));
  }

  /** What was done here, as often as it was: {@code run step}. */
  List<String> called() throws IOException {
    return lines(calls());
  }

  List<String> submitted() throws IOException {
    return lines(submits());
  }

  /** The jobs there are: {@code run step key}. */
  List<String> jobNames() throws IOException {
    if (!Files.exists(jobs())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(jobs())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".asked"))
          .sorted()
          .toList();
    }
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private static void append(Path file, String line) throws IOException {
    Path unused =
        Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static boolean isNew(Path file) throws IOException {
    try {
      Path unused = Files.createFile(file);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /** A call that says that it ran. */
  private record Local(String name, Flow flow) implements Call<String> {
    @Override
    public String run(StepContext context) throws IOException {
      append(flow.calls(), context.run() + " " + name);
      return name + " of " + context.release().commit();
    }
  }

  /** A job of a service that keeps one job per key; it has ended when it is asked twice. */
  private record Remote(String name, Flow flow) implements RemoteOperation<String> {
    @Override
    public Handle submit(StepContext context) throws IOException {
      String job = context.run() + " " + name + " " + context.idempotencyKey();
      append(flow.submits(), job);
      Path unused = Files.createDirectories(flow.jobs());
      boolean first = isNew(flow.jobs().resolve(job));
      context.log(first ? "begun" : "found again");
      return new Handle(job);
    }

    @Override
    public Poll<String> poll(Handle handle, StepContext context) throws IOException {
      return isNew(flow.jobs().resolve(handle.value() + ".asked"))
          ? Poll.running(Duration.ofMillis(1), Progress.of("polls", 1))
          : Poll.finished(name + " of " + context.release().commit());
    }

    @Override
    public void cancel(Handle handle, StepContext context) {
      throw new UnsupportedOperationException("nobody aborts these runs");
    }
  }

  /** Opens when the release job of the run is there. */
  private record Released(Flow flow) implements Gate {
    @Override
    public GateName name() {
      return GateName.of("released");
    }

    @Override
    public Set<Output<?>> reads() {
      return Set.of(RELEASED);
    }

    @Override
    public Verdict evaluate(GateContext context) throws IOException {
      String job = context.run() + " release ";
      long jobs = flow.jobNames().stream().filter(name -> name.startsWith(job)).count();
      Evidence seen = Evidence.of("jobs of " + context.read(RELEASED), jobs, 1, "jobs");
      return jobs == 1 ? Verdict.passed("one job", seen) : Verdict.failed(jobs + " jobs", seen);
    }
  }
}
