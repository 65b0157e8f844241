package dev.lockflight.examples.f1;

import dev.lockflight.Cause;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.Release;
import dev.lockflight.connector.github.GitHub;
import dev.lockflight.engine.StartRequest;
import dev.lockflight.examples.Workplace;
import dev.lockflight.examples.laptop.LocalGitHub;
import dev.lockflight.examples.laptop.Machine;
import dev.lockflight.examples.laptop.SampleRepository;
import dev.lockflight.examples.laptop.Showcase;
import dev.lockflight.proof.PipelinePaths;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunListener;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StageEvent;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Both flows of the F1 project as they follow each other in three days: a feature goes by a pull
 * request to {@code dev}, is tried out on stage, and goes by another one to {@code main} and prod.
 * dbt and git are the real ones, GitHub and the people are on this machine.
 */
public final class F1Analytics implements AutoCloseable {
  private static final String HELP =
      """
      F1: a feature goes by pull requests to dev, stage, main and prod; real git, real dbt.

        --as-drawn         prod is built before people approve, as the flow was drawn
        --break compile    the feature does not compile: CI stops it
        --break test       its data test fails on stage: the pull request is not merged
        --break prod       prod turns out bad: it is rolled back, and nothing is merged
      """;
  private static final String NAME = "acme/f1-analytics";
  private static final String FEATURE = "feature/improve-lap-analysis";
  private static final Principal ALICE = Principal.of("alice");

  private final SampleRepository code;
  private final LocalGitHub server;
  private final GitHub github;
  private final Showcase showcase;
  private final Pipeline cd;

  private F1Analytics(Machine machine, Path data, PrintStream out, boolean asDrawn)
      throws IOException {
    code = SampleRepository.in(data.resolve("repository"), machine.examples().resolve("dbt"));
    server = LocalGitHub.serving(code, NAME, out);
    github = server.client();
    Path clone = data.toAbsolutePath().resolve("clone");
    Workplace place = new Workplace(clone, machine.runner(), data);
    F1Project f1 =
        new F1Project(place, github.repository(NAME), code.origin(), clone, machine.variables());
    cd = asDrawn ? F1AnalyticsCd.asDrawn(f1) : F1AnalyticsCd.approvedFirst(f1);
    showcase =
        Showcase.of(
                data, out, Map.of(), F1AnalyticsCi.pullRequests(f1), F1AnalyticsCi.staging(f1), cd)
            .approving(Principal.of("quinn").withGroups("qa"))
            .approving(Principal.of("paula").withGroups("product"))
            .approving(Principal.of("otto").withGroups("operators"))
            .approving(Principal.of("dana").withGroups("data-owners"));
  }

  /**
   * Runs everything once.
   *
   * @param arguments {@code --as-drawn} builds prod before people approve it; {@code --break
   *     compile}, {@code test} or {@code prod} spoils the feature
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
    Path data = Path.of(".lockflight", "f1");
    try (F1Analytics f1 = open(Machine.present(), data, out, words.contains("--as-drawn"))) {
      F1Fault chosen = fault == 0 ? F1Fault.NONE : F1Fault.named(words.get(fault));
      return last(f1.deliver(chosen)).status() == RunStatus.SUCCEEDED ? 0 : 1;
    }
  }

  static F1Analytics open(Machine machine, Path data, PrintStream out, boolean asDrawn)
      throws IOException {
    F1Analytics opened = new F1Analytics(machine, data, out, asDrawn);
    for (Object hole : PipelinePaths.of(opened.cd).writesBeforeApproval()) {
      out.println("warning: prod is written before anybody approved it: " + hole);
    }
    return opened;
  }

  /** A feature on its way to prod: its runs, the last of which succeeded or stopped it. */
  List<Run> deliver(F1Fault fault) throws Exception {
    code.branch("dev", "main");
    code.branch(FEATURE, "dev");
    server.protect("main", 1);
    String project = Files.readString(code.tree().resolve("dbt_project.yml"));
    String feature = code.commit(FEATURE, "Improve the lap analysis", fault.files(project));
    long first = server.openPull("Improve the lap analysis", "alice", FEATURE, "dev");
    List<Run> runs = new ArrayList<>();
    AutoCloseable reviewing = showcase.engine().follow(new Reviewer(server, first));
    runs.add(run("f1-analytics-ci", Cause.pullRequest(FEATURE, "dev", ALICE), feature));
    reviewing.close();
    if (last(runs).status() != RunStatus.SUCCEEDED) {
      return runs;
    }
    String merged = code.head("dev");
    runs.add(run("f1-analytics-staging", Cause.push("dev", ALICE), merged));
    long second = server.openPull("Release the lap analysis", "alice", "dev", "main");
    server.review(second, "rita", "APPROVED");
    Release verified = last(runs).release(); // with the digests of what stage has shown
    Cause toMain = Cause.pullRequest("dev", "main", ALICE);
    runs.add(showcase.run(StartRequest.of("f1-analytics-cd", toMain, verified)));
    return runs;
  }

  /** What a pull request straight from a feature branch to {@code main} comes to. */
  Run promote(String branch) throws Exception {
    server.protect("main", 1);
    long pull = server.openPull("Skip the line", "alice", branch, "main");
    server.review(pull, "rita", "APPROVED");
    return run("f1-analytics-cd", Cause.pullRequest(branch, "main", ALICE), code.head(branch));
  }

  private Run run(String pipeline, Cause cause, String commit) {
    return showcase.run(StartRequest.of(pipeline, cause, Release.of(commit)));
  }

  private static Run last(List<Run> runs) {
    return runs.get(runs.size() - 1);
  }

  SampleRepository code() {
    return code;
  }

  LocalGitHub server() {
    return server;
  }

  @Override
  public void close() {
    showcase.close();
    github.close();
    server.close();
  }

  /** Rita looks at the pull request when she sees that it was built. */
  private record Reviewer(LocalGitHub server, long pull) implements RunListener {
    @Override
    public void happened(JournalEntry entry, Run run) {
      if (entry.event() instanceof StageEvent.StageEnded ended
          && ended.stage().value().equals("stage_build")) {
        server.review(pull, "rita", "APPROVED");
      }
    }
  }
}
