package dev.lockflight.examples.f3;

import static dev.lockflight.connector.http.Probe.httpOk;
import static dev.lockflight.connector.http.Probe.tcpOpen;

import dev.lockflight.EnvironmentName;
import dev.lockflight.Gate;
import dev.lockflight.Operation;
import dev.lockflight.Polling;
import dev.lockflight.connector.docker.ContainerSpec;
import dev.lockflight.connector.docker.ContainerSpec.HealthCheck;
import dev.lockflight.connector.docker.Deploy;
import dev.lockflight.connector.docker.Docker;
import dev.lockflight.connector.docker.RestartInOrder;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The containers of one environment. The databases and the web client come from images of others
 * and are started by compose; Airflow and dbt are ours and come with each release. Immutable.
 */
public record DataOpsStack(
    DataOpsContainers containers, EnvironmentName environment, Map<String, Integer> ports) {
  private static final Duration INTERVAL = Duration.ofMillis(500);
  private static final Polling PATIENCE =
      Polling.every(Duration.ofSeconds(1), Duration.ofMinutes(2)).failingAfter(20);

  /** Each waits for those before it. */
  private static final List<String> ORDER =
      List.of(
          "dataops-sqlserver",
          "dataops-postgres",
          "dataops-airflow-webserver",
          "dataops-airflow-scheduler",
          "dataops-dbt",
          "cloudbeaver");

  /** prod has the names of the flow; other environments on the same machine have one in front. */
  String name(String service) {
    return environment.value().equals("prod") ? service : environment + "-" + service;
  }

  private int port(String service) {
    return ports.getOrDefault(service, 0);
  }

  private Docker docker() {
    return containers.docker();
  }

  /** Starts what is not ours and does not run yet. */
  Operation<?> up() {
    return containers
        .cli()
        .compose("dataops-" + environment, containers.tree().resolve("docker/compose.yml"))
        .variables(
            Map.of(
                "PREFIX", name(""),
                "BASE", containers.base().toString(),
                "SQLSERVER_PORT", "" + port("dataops-sqlserver"),
                "POSTGRES_PORT", "" + port("dataops-postgres"),
                "CLOUDBEAVER_PORT", "" + port("cloudbeaver")))
        .up();
  }

  /** Replaces our containers by those of the release, by digest. */
  List<Deploy> deployments() {
    return ours()
        .map(each -> docker().deploy(repository(each)).as(each).login(containers.login()))
        .toList();
  }

  private String repository(ContainerSpec spec) {
    return containers.repository(spec.name().endsWith("-dbt") ? "dbt" : "airflow");
  }

  private Stream<ContainerSpec> ours() {
    String webserver = String.valueOf(port("dataops-airflow-webserver"));
    HealthCheck answers =
        new HealthCheck(
            List.of("/bin/wget", "-q", "-O", "/dev/null", "http://127.0.0.1:" + webserver + "/"),
            INTERVAL,
            6);
    return Stream.of(
        spec("dataops-airflow-webserver").command("webserver", webserver).health(answers),
        spec("dataops-airflow-scheduler").command("scheduler"),
        spec("dataops-dbt"));
  }

  private ContainerSpec spec(String service) {
    return ContainerSpec.named(name(service)).network("host");
  }

  /** Restarts all, each when the one before is healthy. */
  RestartInOrder restart() {
    return docker()
        .restartInOrder(ORDER.stream().map(this::name).toArray(String[]::new))
        .eachWithin(Duration.ofMinutes(1));
  }

  /**
   * The table of health checks: a command for the database, TCP for the metadata, HTTP for what has
   * pages, a process for the scheduler. dbt has none: it only works when it is told to.
   */
  Gate[] healthy() {
    return Stream.of(
            docker()
                .commandOk(
                    name("dataops-sqlserver"),
                    "/bin/wget", // for sqlcmd -Q "SELECT 1"
                    "-q",
                    "-O",
                    "/dev/null",
                    uri("dataops-sqlserver").toString()),
            tcpOpen("127.0.0.1", port("dataops-postgres")),
            httpOk(uri("dataops-airflow-webserver")),
            docker().processRunning(name("dataops-airflow-scheduler"), "scheduler"),
            httpOk(uri("cloudbeaver")))
        .map(gate -> gate.polled(PATIENCE))
        .toArray(Gate[]::new);
  }

  private URI uri(String service) {
    return URI.create("http://127.0.0.1:" + port(service) + "/");
  }
}
