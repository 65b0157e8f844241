package dev.lockflight.examples.f5;

import dev.lockflight.Cause;
import dev.lockflight.Channel;
import dev.lockflight.Principal;
import dev.lockflight.Release;
import dev.lockflight.Secret;
import dev.lockflight.SecretSource;
import dev.lockflight.connector.airflow.Airflow;
import dev.lockflight.connector.airflow.AirflowAuth;
import dev.lockflight.connector.github.GitHub;
import dev.lockflight.engine.StartRequest;
import dev.lockflight.examples.laptop.FreePorts;
import dev.lockflight.examples.laptop.LocalAirflow;
import dev.lockflight.examples.laptop.LocalGitHub;
import dev.lockflight.examples.laptop.Machine;
import dev.lockflight.examples.laptop.SampleRepository;
import dev.lockflight.examples.laptop.Showcase;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Both pipelines of the breweries on this machine: a commit goes to staging, is merged, and goes to
 * production; then the test of the night runs. Docker Engine, registry, linters and git are the
 * real ones; GitHub, Airflow, mail and people are on this machine. Needs Linux and root, for an
 * engine and a registry of its own, which end with it; so each start begins anew.
 */
public final class Brewery implements AutoCloseable {
  private static final String HELP =
      """
      F5: an image goes by tests and scans to staging and production; the stack is tried at night.
      It starts a Docker Engine and a registry of its own, which needs Linux and root.

        --break lint       the code is not tidy: nothing is built
        --break unit       a unit test fails: nothing is built
        --break security   a scan finds a hole: nothing is deployed
        --break dag        the DAG run of the night fails: logs are kept, the team is alerted
      """;
  private static final String NAME = "acme/brewery";
  private static final Principal ALICE = Principal.of("alice");
  private static final Secret AIRFLOW = Secret.of("AIRFLOW_PASSWORD");

  private final SampleRepository code;
  private final LocalGitHub server;
  private final LocalAirflow scheduler;
  private final GitHub github;
  private final Airflow airflow;
  private final Showcase showcase;

  private Brewery(Place place, BreweryDocker docker) throws IOException {
    Path home = place.data();
    code =
        SampleRepository.in(
            home.resolve("repository"), place.machine().examples().resolve("brewery"));
    server = LocalGitHub.serving(code, NAME, place.out());
    github = server.client();
    Map<String, Integer> ports =
        FreePorts.of(List.of("staging", "production", "integration", "nightly"));
    URI source = URI.create("http://127.0.0.1:" + ports.get("nightly"));
    BreweryDag dag = new BreweryDag(home.resolve("dags"), home.resolve("lake"), source);
    String word = UUID.randomUUID().toString();
    scheduler = LocalAirflow.serving(dag, word, place.out());
    AirflowAuth login = AirflowAuth.login(LocalAirflow.USER, AIRFLOW);
    airflow = Airflow.open(scheduler.uri(), login, SecretSource.of(Map.of(AIRFLOW.name(), word)));
    BreweryProject.Team team =
        new BreweryProject.Team(github.repository(NAME), place.mail(), ports);
    BreweryProject brewery =
        new BreweryProject(home, code.origin(), place.machine(), docker.images(), airflow, team);
    showcase =
        Showcase.of(
                home,
                place.out(),
                Map.of(BreweryDocker.PASSWORD.name(), docker.password()),
                BreweryPipeline.of(brewery),
                BreweryNightly.of(brewery))
            .approving(Principal.of("rosa").withGroups("release-managers"));
  }

  /**
   * Where it runs.
   *
   * @param data an empty directory
   * @param mail where mails go
   * @param out where it tells what happens
   */
  record Place(Machine machine, Path data, Channel mail, PrintStream out) {
    Place {
      data = data.toAbsolutePath().normalize();
    }
  }

  static Brewery open(Place place, BreweryDocker docker) throws IOException {
    return new Brewery(place, docker);
  }

  /**
   * Runs everything once.
   *
   * @param arguments {@code --break} and what to spoil
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
    String word = fault == words.size() ? "" : words.get(fault);
    BreweryFault chosen = fault == 0 ? BreweryFault.NONE : BreweryFault.named(word);
    Machine machine = Machine.present();
    Optional<String> obstacle = BreweryDocker.obstacle(machine.variables());
    if (obstacle.isPresent()) {
      out.println("F5 cannot run here: " + obstacle.get());
      return 2;
    }
    Path base = Files.createDirectories(Path.of(".lockflight", "f5"));
    Path data = Files.createTempDirectory(base, "run");
    Channel mail = Channel.of("mail", new PrintedMail(out));
    try (BreweryDocker docker = BreweryDocker.start(machine.variables());
        Brewery f5 = open(new Place(machine, data, mail, out), docker)) {
      List<Run> runs = f5.deliver(chosen);
      return runs.get(runs.size() - 1).status() == RunStatus.SUCCEEDED ? 0 : 1;
    }
  }

  /** A commit on its way: its runs, the last of which succeeded or stopped it. */
  List<Run> deliver(BreweryFault fault) {
    code.branch("develop", "main");
    if (fault == BreweryFault.DAG) {
      return List.of(night(code.commit("main", "Ask for the alcohol", fault.files())));
    }
    List<Run> runs = new ArrayList<>();
    runs.add(pushed("develop", code.commit("develop", "Tap a barrel", fault.files())));
    if (runs.get(0).status() == RunStatus.SUCCEEDED) {
      runs.add(pushed("main", code.merge("develop", "main", "Merge branch 'develop'")));
      runs.add(night(code.head("main")));
    }
    return runs;
  }

  /** What becomes of a push. */
  Run pushed(String branch, String commit) {
    return run("brewery", Cause.push(branch, ALICE), commit);
  }

  /** What becomes of a commit at 02:00. */
  Run night(String commit) {
    return run("brewery-nightly", Cause.cron(BreweryNightly.SCHEDULE), commit);
  }

  private Run run(String pipeline, Cause cause, String commit) {
    return showcase.run(StartRequest.of(pipeline, cause, Release.of(commit)));
  }

  SampleRepository code() {
    return code;
  }

  LocalGitHub server() {
    return server;
  }

  LocalAirflow scheduler() {
    return scheduler;
  }

  @Override
  public void close() {
    showcase.close();
    airflow.close();
    github.close();
    scheduler.close();
    server.close();
  }
}
