package dev.lockflight.examples.f5;

import dev.lockflight.Channel;
import dev.lockflight.Secret;
import dev.lockflight.SecretSource;
import dev.lockflight.connector.airflow.Airflow;
import dev.lockflight.connector.airflow.AirflowAuth;
import dev.lockflight.connector.docker.Docker;
import dev.lockflight.connector.docker.DockerCli;
import dev.lockflight.connector.docker.RegistryLogin;
import dev.lockflight.connector.github.GitHub;
import dev.lockflight.connector.github.GitHubLogin;
import dev.lockflight.connector.github.GitHubSettings;
import dev.lockflight.examples.laptop.Machine;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** The breweries without anything that could be built or reached, unless a test hands it in. */
record Nowhere(BreweryProject project, GitHub github) implements AutoCloseable {
  private static final Secret PASSWORD = Secret.of("password");

  static Nowhere at(Path data) {
    return at(data, URI.create("http://127.0.0.1:9"), "none");
  }

  /** With an Airflow that is there. */
  static Nowhere at(Path data, URI airflow, String password) {
    GitHub github = GitHub.open(GitHubSettings.of(GitHubLogin.token("none")));
    Docker docker = Docker.at(URI.create("unix:///nowhere/docker.sock"));
    BreweryImages images =
        new BreweryImages(
            docker,
            DockerCli.of(Map.of()),
            "ghcr.io/acme/brewery",
            RegistryLogin.of("ci", PASSWORD),
            data);
    Channel nobody = Channel.of("mail", notification -> {});
    Map<String, Integer> ports =
        Map.of("staging", 1, "production", 2, "integration", 3, "nightly", 4);
    Machine machine = new Machine(data, data.resolve("dbt"), data, Map.of());
    SecretSource secrets = SecretSource.of(Map.of(PASSWORD.name(), password));
    return new Nowhere(
        new BreweryProject(
            data,
            data,
            machine,
            images,
            Airflow.open(airflow, AirflowAuth.login("ci", PASSWORD), secrets),
            new BreweryProject.Team(github.repository("acme/brewery"), nobody, ports)),
        github);
  }

  @Override
  public void close() {
    project.images().docker().close();
    project.airflow().close();
    github.close();
  }
}
