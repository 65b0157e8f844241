package dev.lockflight.examples.f5;

import static dev.lockflight.dsl.Lockflight.action;
import static dev.lockflight.dsl.Lockflight.attribute;
import static dev.lockflight.dsl.Lockflight.call;
import static dev.lockflight.dsl.Lockflight.environment;
import static dev.lockflight.dsl.Lockflight.gate;

import dev.lockflight.Call;
import dev.lockflight.Channel;
import dev.lockflight.Environment;
import dev.lockflight.Gate;
import dev.lockflight.Step;
import dev.lockflight.Verdict;
import dev.lockflight.artifact.Artifacts;
import dev.lockflight.artifact.DirectoryArtifactStore;
import dev.lockflight.connector.airflow.Airflow;
import dev.lockflight.connector.github.Repository;
import dev.lockflight.connector.process.Command;
import dev.lockflight.connector.process.GitCheckout;
import dev.lockflight.examples.laptop.Machine;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What both pipelines of the breweries stand on: where their commits come from, their programs,
 * images, Airflow and people. Each stage has a tree of its own, as two may run side by side; so one
 * run of a pipeline goes at a time. Immutable.
 *
 * @param data where trees, the lake and artifacts are
 * @param origin the git repository the commits are fetched from
 */
public record BreweryProject(
    Path data, Path origin, Machine machine, BreweryImages images, Airflow airflow, Team team) {
  /** The DAG that makes bronze, silver and gold. */
  static final String DAG = "brewery_pipeline";

  /**
   * Who is told, and where.
   *
   * @param mail of the people who work on it
   * @param ports where the server of each environment listens, by its name
   */
  public record Team(Repository github, Channel mail, Map<String, Integer> ports) {
    public Team {
      ports = Map.copyOf(ports);
    }
  }

  /** An environment with a server of its own: staging, production, and two for tests. */
  Environment at(String name) {
    return environment(name)
        .with(attribute(BreweryImages.PORT, String.valueOf(team.ports().get(name))));
  }

  Artifacts artifacts() {
    return Artifacts.in(DirectoryArtifactStore.at(data.resolve("artifacts")));
  }

  /** What the DAG writes. */
  Path lake() {
    return data.resolve("lake");
  }

  /** Where Airflow looks for DAGs. */
  Path dags() {
    return data.resolve("dags");
  }

  Path tree(String stage) {
    return data.resolve("trees").resolve(stage);
  }

  /** The files of the release's commit, in the tree of a stage. */
  Call<String> checkout(String stage) {
    return GitCheckout.of(origin).inheriting(machine.variables()).into(tree(stage));
  }

  /** What the commit calls itself. */
  Step<String> version(String stage) {
    return call("version", context -> Files.readString(tree(stage).resolve("VERSION")).strip());
  }

  /** Gives Airflow the DAGs of the commit. */
  Step<String> deliverDags(String stage) {
    return action(
        "deliver dags",
        context -> {
          Path from = tree(stage).resolve("dags");
          try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
              Path to = dags().resolve(from.relativize(file).toString());
              Path made = Files.createDirectories(to.resolve("..").normalize());
              Path unused = Files.write(made.resolve(to.getFileName()), Files.readAllBytes(file));
            }
          }
        });
  }

  /** Takes away what an earlier night has written, so that nobody believes it. */
  Step<String> emptyLake() {
    return action(
        "empty lake",
        context -> {
          Path made = Files.createDirectories(lake());
          try (Stream<Path> files = Files.walk(made)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
              Files.delete(file);
            }
          }
        });
  }

  /** A program of the tools' environment, in the tree of a stage. */
  Command tool(String stage, String program, String... arguments) {
    String found = machine.tools().resolve(program).toString();
    return Command.of(found, arguments).in(tree(stage)).inheriting(machine.variables());
  }

  /** A program that not every machine has: in the tools' environment, else on the PATH. */
  Optional<Path> scanner(String program) {
    String path = machine.variables().getOrDefault("PATH", "");
    return Stream.concat(
            Stream.of(machine.tools()),
            Pattern.compile(Pattern.quote(File.pathSeparator)).splitAsStream(path).map(Path::of))
        .map(directory -> directory.resolve(program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Stands in the report where a scanner would be: SKIPPED, and never a made-up result. */
  static Gate notScannedBy(String program) {
    return gate(
        program,
        context ->
            Verdict.skipped(
                program + " is not installed on this machine, so nothing was scanned by it"));
  }
}
