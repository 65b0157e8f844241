package dev.lockflight.examples.f3;

import dev.lockflight.Cause;
import dev.lockflight.Channel;
import dev.lockflight.Deployment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Notifier;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.Release;
import dev.lockflight.RunId;
import dev.lockflight.connector.github.GitHub;
import dev.lockflight.engine.StartRequest;
import dev.lockflight.engine.Triggers;
import dev.lockflight.examples.Workplace;
import dev.lockflight.examples.laptop.LocalGitHub;
import dev.lockflight.examples.laptop.Machine;
import dev.lockflight.examples.laptop.SampleRepository;
import dev.lockflight.examples.laptop.Showcase;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunListener;
import dev.lockflight.run.RunStatus;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The workflows of the DataOps project as they follow each other: a pull request is checked and
 * merged, what was merged is deployed to staging and then to prod, and prod goes back by hand. git,
 * dbt, the linters and the Docker Engine are the real ones; GitHub and the people are on this
 * machine, and busybox stands in for the programs in the containers.
 */
public final class DataOps implements AutoCloseable {
  private static final String HELP =
      """
      F3: CI, CD and rollback of a stack of containers with a dbt project.

        --break lint      badly written SQL: ci-lint fails, and the pull request is not merged
        --break test      a dbt test fails on staging: containers and data go back
        --break health    a container never gets healthy: the deployment goes back

      It starts a Docker Engine and a registry of its own, so it needs Linux, root, and the programs
      dockerd, docker, docker-compose, docker-registry, htpasswd and busybox (static).
      On Debian: apt-get install docker.io docker-compose docker-registry apache2-utils
        busybox-static
      """;
  private static final String NAME = "acme/dataops";
  private static final Principal ALICE = Principal.of("alice");
  private static final Principal OTTO = Principal.of("otto");

  private final SampleRepository code;
  private final LocalGitHub server;
  private final GitHub github;
  private final DataOpsEngine docker;
  private final Showcase showcase;
  private final Triggers triggers;

  private DataOps(Machine machine, Path data, PrintStream out, Notifier team) throws Exception {
    code = SampleRepository.in(data.resolve("repository"), machine.examples().resolve("dataops"));
    server = LocalGitHub.serving(code, NAME, out);
    github = server.client();
    Path clone = data.toAbsolutePath().resolve("clone");
    docker = DataOpsEngine.start(machine, clone);
    DataOpsProject f3 =
        new DataOpsProject(
            new Workplace(clone.resolve("dbt"), machine.runner(), data),
            machine,
            new DataOpsProject.Code(github.repository(NAME), code.origin(), clone),
            docker.containers(),
            Channel.of("data-team", team));
    Pipeline[] flows = DataOpsPipeline.of(f3).rollingBackOnFailure().all();
    showcase = Showcase.of(data, out, docker.secrets(), flows);
    triggers = Triggers.on(showcase.engine()).open();
  }

  /**
   * Runs everything once.
   *
   * @param arguments {@code --break lint}, {@code test} or {@code health} spoils the change
   */
  public static void main(String... arguments) throws Exception {
    System.exit(show(List.of(arguments), System.out));
  }

  private static int show(List<String> words, PrintStream out) throws Exception {
    if (words.contains("--help") || words.contains("-h")) {
      out.println(HELP);
      return 0;
    }
    int fault = words.indexOf("--break") + 1;
    DataOpsFault chosen = fault == 0 ? DataOpsFault.NONE : DataOpsFault.named(words.get(fault));
    Machine machine = Machine.present();
    Optional<String> obstacle = DataOpsEngine.obstacle(machine.variables());
    if (obstacle.isPresent()) {
      out.println("this flow cannot run here: " + obstacle.get());
      return 2;
    }
    Notifier team = said -> out.println("  data-team reads: " + said.message().title());
    try (DataOps dataOps = open(machine, fresh(Path.of(".lockflight", "f3")), out, team)) {
      List<Run> runs = dataOps.show(chosen);
      return runs.get(runs.size() - 1).status() == RunStatus.SUCCEEDED ? 0 : 1;
    }
  }

  /** A directory of its own, as the containers and the registry of earlier times are gone. */
  private static Path fresh(Path parent) {
    return IntStream.iterate(1, number -> number + 1)
        .mapToObj(number -> parent.resolve("run-" + number))
        .filter(each -> !Files.exists(each))
        .findFirst()
        .orElseThrow();
  }

  static DataOps open(Machine machine, Path data, PrintStream out, Notifier team) throws Exception {
    return new DataOps(machine, data, out, team);
  }

  /** Something good is deployed; then the change comes, and where it is good goes on to prod. */
  private List<Run> show(DataOpsFault fault) throws Exception {
    code.branch("develop", "main");
    List<Run> runs = new ArrayList<>();
    if (fault != DataOpsFault.LINT) {
      runs.addAll(deploy("develop"));
      runs.addAll(deploy("main"));
    }
    if (change(fault, runs, DataOpsPipeline.CHECKS.toArray(String[]::new))) {
      runs.addAll(deploy("develop"));
    }
    if (fault == DataOpsFault.NONE) {
      code.forward("main", "develop");
      runs.addAll(deploy("main"));
      runs.add(rollBack(EnvironmentName.of("prod")));
    }
    return runs;
  }

  /** A pull request of a change goes through these workflows; whether it was merged. */
  boolean change(DataOpsFault fault, List<Run> runs, String... workflows) {
    String feature = "feature/" + fault.name().toLowerCase(Locale.ROOT);
    code.branch(feature, "develop");
    String commit = code.commit(feature, "Change something", fault.files());
    long pull = server.openPull("feat: change something", "alice", feature, "develop", "data");
    Cause cause = Cause.pullRequest(feature, "develop", ALICE);
    for (String workflow : workflows) {
      runs.add(run(workflow, cause, Release.of(commit)));
    }
    runs.add(run("merge", cause, Release.of(commit)));
    return server.isMerged(pull);
  }

  /** Deploys the end of the branch; when that fails, its rollback follows by itself. */
  List<Run> deploy(String branch) throws Exception {
    BlockingQueue<RunId> rollbacks = new LinkedBlockingQueue<>();
    AutoCloseable following = showcase.engine().follow(new Rollbacks(rollbacks));
    List<Run> runs = new ArrayList<>();
    runs.add(run("cd-deploy", Cause.push(branch, ALICE), Release.of(code.head(branch))));
    if (runs.get(0).status() == RunStatus.FAILED) {
      Optional.ofNullable(rollbacks.poll(10, TimeUnit.SECONDS))
          .ifPresent(id -> runs.add(showcase.stayWith(id)));
    }
    following.close();
    return runs;
  }

  /** Back to what was verified there before, with its images, by hand. */
  Run rollBack(EnvironmentName environment) {
    List<Release> verified =
        showcase.engine().ledger().inForce(environment).stream()
            .filter(each -> each.state() == Deployment.State.VERIFIED)
            .map(Deployment::release)
            .toList();
    String present = verified.get(0).commit();
    Release former =
        verified.stream().filter(each -> !each.commit().equals(present)).findFirst().orElseThrow();
    return run("cd-rollback-" + environment, Cause.manual(OTTO), former);
  }

  private Run run(String pipeline, Cause cause, Release release) {
    return showcase.run(StartRequest.of(pipeline, cause, release));
  }

  SampleRepository code() {
    return code;
  }

  LocalGitHub server() {
    return server;
  }

  DataOpsEngine docker() {
    return docker;
  }

  @Override
  public void close() {
    triggers.close();
    showcase.close();
    docker.close();
    github.close();
    server.close();
  }

  /** Hears of rollbacks that begin. */
  private record Rollbacks(BlockingQueue<RunId> begun) implements RunListener {
    @Override
    public void happened(JournalEntry entry, Run run) {
      if (run.pipeline().value().startsWith("cd-rollback") && !begun.contains(run.id())) {
        begun.add(run.id());
      }
    }
  }
}
