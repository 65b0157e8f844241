package dev.lockflight.examples.f3;

import dev.lockflight.Channel;
import dev.lockflight.EnvironmentName;
import dev.lockflight.connector.dbt.LocalDbt;
import dev.lockflight.connector.docker.Docker;
import dev.lockflight.connector.docker.DockerCli;
import dev.lockflight.connector.docker.ImageName;
import dev.lockflight.connector.docker.RegistryLogin;
import dev.lockflight.connector.github.GitHub;
import dev.lockflight.connector.github.GitHubLogin;
import dev.lockflight.connector.github.GitHubSettings;
import dev.lockflight.examples.Workplace;
import dev.lockflight.examples.laptop.Machine;
import dev.lockflight.testkit.fake.RecordingNotifier;
import dev.lockflight.testkit.simulation.SimulatedRun;
import dev.lockflight.testkit.simulation.Simulation;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The project as its pipelines describe it, with an engine and a GitHub that are nowhere. */
record SampleProject(DataOpsProject f3, GitHub github) implements AutoCloseable {
  static SampleProject in(Path data) {
    GitHub github = GitHub.open(GitHubSettings.of(GitHubLogin.token("none")));
    Path tree = Path.of("nowhere");
    Map<String, Integer> ports = new HashMap<>();
    DataOpsContainers.LISTENING.forEach(each -> ports.put(each, 20_000 + ports.size()));
    DataOpsContainers containers =
        new DataOpsContainers(
            Docker.at(URI.create("unix:///nowhere/docker.sock")),
            DockerCli.of(Map.of()),
            new DataOpsContainers.Registry("localhost:5000", RegistryLogin.anonymous()),
            ImageName.of("base:1"),
            Map.of(EnvironmentName.of("staging"), ports, EnvironmentName.of("prod"), ports),
            tree);
    DataOpsProject f3 =
        new DataOpsProject(
            new Workplace(tree, LocalDbt.executable("dbt"), data),
            new Machine(tree, tree, tree, Map.of()),
            new DataOpsProject.Code(github.repository("acme/dataops"), tree, tree),
            containers,
            Channel.of("data-team", new RecordingNotifier()));
    return new SampleProject(f3, github);
  }

  /** What a run did, in order. */
  static List<String> steps(Simulation sim, SimulatedRun run) {
    return sim.effects().stream()
        .filter(each -> each.run().equals(run.id()))
        .map(each -> each.step().item())
        .toList();
  }

  @Override
  public void close() {
    f3.containers().docker().close();
    github.close();
  }
}
