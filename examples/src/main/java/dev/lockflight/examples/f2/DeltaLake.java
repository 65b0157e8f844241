package dev.lockflight.examples.f2;

import dev.lockflight.Cause;
import dev.lockflight.Principal;
import dev.lockflight.Release;
import dev.lockflight.connector.databricks.Databricks;
import dev.lockflight.engine.StartRequest;
import dev.lockflight.examples.laptop.Machine;
import dev.lockflight.examples.laptop.SampleRepository;
import dev.lockflight.examples.laptop.Showcase;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The flow of the Delta Lake project on this machine: its linters, tests, terraform, docker and
 * kubectl are the real ones, the Databricks workspace and the people are on this machine.
 */
public final class DeltaLake implements AutoCloseable {
  private static final String HELP =
      """
      F2: quality, security, terraform, tests over Python x Java, images, package, deployment.

        (nothing)            a push to main, deployed to staging; then by hand to production
        --on EVENT           push, develop, pull-request or schedule: what that starts, and skips
        --environment NAME   a start by hand: production, staging, dev or trial
        --break quality      a line that flake8 and black do not like
        --break security     a shell that bandit does not like
        --break tests        a test that fails in each cell of the matrix
        --break cell         code that needs Java 21: the cells with an older one fail
        --break performance  slow code: the benchmark stops it on main
      """;
  private static final Principal ALICE = Principal.of("alice");

  private final SampleRepository code;
  private final LocalImages images;
  private final LocalLake lake;
  private final Databricks databricks;
  private final Showcase showcase;
  private final Path baseline;

  private DeltaLake(Machine machine, Path data, PrintStream out)
      throws IOException, InterruptedException {
    Path home = Files.createDirectories(data).toAbsolutePath().normalize();
    code =
        SampleRepository.in(home.resolve("repository"), machine.examples().resolve("delta-lake"));
    Path python = Objects.requireNonNull(machine.tools().getParent());
    Path tree = home.resolve("clone");
    images = LocalImages.start(machine.variables());
    lake = LocalLake.start(machine.tools().resolve("python3"));
    databricks = lake.open();
    JobOverview overview = new JobOverview();
    DeltaLakeProject project =
        new DeltaLakeProject(
            new DeltaLakeProject.Places(code.origin(), tree, home),
            new DeltaLakeProject.Tools(
                machine.variables(), python, Interpreters.found(python), Optional.empty()),
            images.of(tree),
            databricks,
            overview);
    baseline = project.baseline();
    showcase =
        Showcase.of(home, out, Map.of(), DeltaLakePipeline.of(project))
            .approving(Principal.of("paula").withGroups("product"))
            .approving(Principal.of("rita").withGroups("release-managers"));
    AutoCloseable unusedUntilTheEnd = showcase.engine().follow(overview);
  }

  /**
   * Runs it.
   *
   * @param arguments see {@code --help}; the exit code is 0 when each run has succeeded, 1 when one
   *     has not, 2 for arguments nobody knows
   */
  public static void main(String... arguments) throws Exception {
    System.exit(show(List.of(arguments), System.out));
  }

  private static int show(List<String> words, PrintStream out) throws Exception {
    if (words.contains("--help") || words.contains("-h")) {
      out.println(HELP);
      return 0;
    }
    Asked asked;
    try {
      asked = Asked.in(words);
    } catch (IllegalArgumentException e) {
      out.println(e.getMessage());
      return 2;
    }
    try (DeltaLake flow = open(Machine.present(), Path.of(".lockflight", "f2"), out)) {
      return flow.runAll(asked) ? 0 : 1;
    }
  }

  /** What was asked for on the command line. */
  private record Asked(List<Cause> causes, DeltaLakeFault fault) {
    static Asked in(List<String> words) {
      Optional<Cause> one =
          after("--environment", words)
              .map(DeltaLake::byHand)
              .or(() -> after("--on", words).map(DeltaLake::event));
      return new Asked(
          one.map(List::of)
              .orElseGet(() -> List.of(Cause.push("main", ALICE), byHand("production"))),
          after("--break", words).map(DeltaLakeFault::named).orElse(DeltaLakeFault.NONE));
    }
  }

  /** Until one does not succeed. */
  private boolean runAll(Asked asked) throws IOException {
    if (asked.fault == DeltaLakeFault.PERFORMANCE && !Files.exists(baseline)) {
      Run unusedMeasured = run(event("schedule"), commit(DeltaLakeFault.NONE));
    }
    String commit = commit(asked.fault);
    return asked.causes.stream()
        .allMatch(cause -> run(cause, commit).status() == RunStatus.SUCCEEDED);
  }

  private static Optional<String> after(String option, List<String> words) {
    int place = words.indexOf(option);
    if (place < 0) {
      return Optional.empty();
    }
    if (place + 1 == words.size()) {
      throw new IllegalArgumentException(option + " needs a word behind it; see --help");
    }
    return Optional.of(words.get(place + 1));
  }

  /** Somebody chooses an environment. */
  static Cause byHand(String environment) {
    DeltaLakePipeline.TARGET.check(environment);
    return Cause.manual(ALICE).withInput(DeltaLakePipeline.TARGET.name(), environment);
  }

  private static Cause event(String name) {
    return switch (name) {
      case "push" -> Cause.push("main", ALICE);
      case "develop" -> Cause.push("develop", ALICE);
      case "pull-request" -> Cause.pullRequest("feature/orders", "develop", ALICE);
      case "schedule" -> Cause.cron("0 2 * * *");
      default ->
          throw new IllegalArgumentException(
              "--on takes push, develop, pull-request or schedule, not " + name);
    };
  }

  static DeltaLake open(Machine machine, Path data, PrintStream out)
      throws IOException, InterruptedException {
    return new DeltaLake(machine, data, out);
  }

  /** A commit with the fault; main stays good. */
  String commit(DeltaLakeFault fault) throws IOException {
    if (fault == DeltaLakeFault.NONE) {
      return code.head("main");
    }
    String branch = "broken-" + fault.name().toLowerCase(Locale.ROOT); // none holds two faults
    code.branch(branch, "main");
    Path source = code.tree().resolve(fault.file());
    String good = code.content("main", fault.file());
    return code.commit(branch, "Break " + source.getFileName(), fault.files(good));
  }

  Run run(Cause cause, String commit) {
    return showcase.run(StartRequest.of("delta-lake", cause, Release.of(commit)));
  }

  LocalLake lake() {
    return lake;
  }

  List<String> uploaded(String catalog) {
    List<String> found = new ArrayList<>(lake.workspace().files().paths());
    found.removeIf(path -> !path.startsWith("/Volumes/" + catalog + "/"));
    return found;
  }

  @Override
  public void close() {
    showcase.close();
    databricks.close();
    lake.close();
    images.close();
  }
}
