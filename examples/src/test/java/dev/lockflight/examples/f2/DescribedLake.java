package dev.lockflight.examples.f2;

import dev.lockflight.Pipeline;
import dev.lockflight.Secret;
import dev.lockflight.connector.databricks.Databricks;
import dev.lockflight.connector.databricks.DatabricksAuth;
import dev.lockflight.connector.docker.Docker;
import dev.lockflight.connector.docker.DockerCli;
import dev.lockflight.examples.f2.DeltaLakeProject.Places;
import dev.lockflight.examples.f2.DeltaLakeProject.Tools;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The project with the whole matrix of the drawing, described only: none of its parts is there. */
record DescribedLake(Docker docker, Databricks databricks, JobOverview overview)
    implements AutoCloseable {
  static final List<String> DEPLOYMENTS =
      List.of("deploy_main", "deploy_dev", "deploy_trial", "deploy_staging", "deploy_production");

  private static final Path NOWHERE = Path.of("nowhere");

  static DescribedLake asDrawn() {
    return new DescribedLake(
        Docker.at(URI.create("unix:///nowhere.sock")),
        Databricks.open(
            DatabricksAuth.token(URI.create("https://nowhere.invalid"), Secret.of("none"))),
        new JobOverview());
  }

  Pipeline flow() {
    return DeltaLakePipeline.of(project(Optional.of("safety")));
  }

  DeltaLakeProject project(Optional<String> safety) {
    Interpreters six =
        new Interpreters(
            Map.of("3.9", NOWHERE, "3.10", NOWHERE, "3.11", NOWHERE),
            Map.of("11", NOWHERE, "17", NOWHERE));
    return new DeltaLakeProject(
        new Places(NOWHERE, NOWHERE, NOWHERE),
        new Tools(Map.of(), NOWHERE, six, safety),
        new DeltaLakeImages(DockerCli.of(Map.of()), docker, NOWHERE, "base"),
        databricks,
        overview);
  }

  @Override
  public void close() {
    docker.close();
    databricks.close();
  }
}
