package dev.lockflight.connector.docker;

import dev.lockflight.Gate;
import dev.lockflight.Output;
import dev.lockflight.Secret;
import dev.lockflight.connector.http.JsonTree;
import dev.lockflight.connector.http.Request;
import dev.lockflight.json.Json;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A Docker Engine: its images and containers, by its API, in the newest version that both sides
 * know (1.40 to 1.51).
 *
 * <pre>{@code
 * try (Docker docker = Docker.of(System.getenv())) {
 *   stage("images")
 *       .run(docker.push(ImageName.of("ghcr.io/acme/brewery"))
 *           .as(ImageTags.ofBranch(branch, version, commit))
 *           .login(RegistryLogin.of("ci", Secret.of("GHCR_TOKEN"))).into(IMAGE));
 *   stage("staging").in(staging)
 *       .run(docker.deploy("ghcr.io/acme/brewery").as(ContainerSpec.named("brewery")).asStep())
 *       .verify(docker.containerHealthy("brewery").polled(every(ofSeconds(2), ofMinutes(2))));
 * }
 * }</pre>
 *
 * <p>Thread-safe. Every call runs on its caller's thread, ends with an InterruptedException when
 * that is interrupted, and fails with a {@link DockerException}; steps fail with that class of
 * failure. Whoever opens it closes it.
 */
public final class Docker implements AutoCloseable {
  private final EngineApi api;

  private Docker(EngineApi api) {
    this.api = api;
  }

  /** The engine of DOCKER_HOST and its kin; nothing is sent before the first call. */
  public static Docker of(Map<String, String> environment) {
    return at(DockerHost.of(environment));
  }

  /** The engine at {@code unix:///path} or {@code tcp://host:port}, without TLS. */
  public static Docker at(URI address) {
    return at(DockerHost.at(address));
  }

  public static Docker at(DockerHost host) {
    return new Docker(EngineApi.open(host));
  }

  /** What answers: also a proof that it can be reached. */
  public EngineInfo ping() throws InterruptedException {
    String newest = api.ping();
    JsonTree version = api.json(api.get("/version"));
    return new EngineInfo(
        version.at("Version").text(),
        newest,
        version.at("Os").text() + "/" + version.at("Arch").text());
  }

  /**
   * What answered a ping.
   *
   * @param version the engine's
   * @param api the newest version of its API
   * @param platform for example {@code linux/amd64}
   */
  public record EngineInfo(String version, String api, String platform) {}

  public Image image(ImageName name) {
    return new Image(api, name);
  }

  /** A container that need not exist yet, by its name or id. */
  public Container container(String nameOrId) {
    return new Container(api, nameOrId);
  }

  /**
   * Creates a container; it is not started.
   *
   * @param secrets gives the values of the spec's secrets
   */
  public Container create(ImageName image, ContainerSpec spec, Function<Secret, String> secrets)
      throws InterruptedException {
    Request request =
        api.post("/containers/create").query("name", spec.name()).json(spec.body(image, secrets));
    for (Secret secret : spec.secrets().values()) {
      request = request.hiding(secrets.apply(secret));
    }
    JsonTree created = api.json(request);
    return new Container(api, created.at("Id").text());
  }

  /** The containers that compose started for this project, by their service and number. */
  public List<ProjectContainer> project(String name) throws InterruptedException {
    String filters = Json.write(Map.of("label", List.of("com.docker.compose.project=" + name)));
    JsonTree found =
        api.json(api.get("/containers/json").query("all", 1).query("filters", filters));
    return found.items().stream()
        .map(
            json ->
                new ProjectContainer(
                    json.at("Labels", "com.docker.compose.service").optionalText().orElse("?"),
                    container(json.at("Id").text())))
        .sorted(Comparator.comparing(ProjectContainer::service))
        .toList();
  }

  /** A container of a compose project. */
  public record ProjectContainer(String service, Container container) {}

  /** The step that pushes a built image under tags and adds its digest to the release. */
  public Push push(Output<BuiltImage> built) {
    return Push.of(this, built);
  }

  /** The step that pushes an image of this engine under tags and adds its digest to the release. */
  public Push push(ImageName local) {
    return Push.of(this, local);
  }

  /** The step that pulls the release's image of this repository, by digest. */
  public Pull pull(String repository) {
    return new Pull(this, ImageName.of(repository).repository(), RegistryLogin.anonymous());
  }

  /**
   * The step that replaces a container by the release's image of this repository, by digest.
   *
   * @param repository for example {@code ghcr.io/acme/brewery}, as it was pushed
   */
  public Deploy.Of deploy(String repository) {
    return new Deploy.Of(this, ImageName.of(repository).repository());
  }

  /** The remote operation that runs a container to its end. */
  public RunContainer run(ImageName image, ContainerSpec spec) {
    return new RunContainer(this, image, spec);
  }

  /**
   * The remote operation that restarts containers one after the other, each only when the one
   * before is healthy (or, without a health check, runs).
   */
  public RestartInOrder restartInOrder(String... containers) {
    return new RestartInOrder(this, List.of(containers));
  }

  /** Opens when the container's own health check says that it is healthy. */
  public Gate containerHealthy(String container) {
    return new HealthGate(this, container);
  }

  /** Opens when the command ends with 0 inside the container, for example {@code pg_isready}. */
  public Gate commandOk(String container, String... command) {
    return new ExecGate(this, container, List.of(command));
  }

  /** Opens when a process whose command line holds the words runs inside the container. */
  public Gate processRunning(String container, String words) {
    return new ProcessGate(this, container, words);
  }

  /**
   * Opens when all containers of a compose project run, and those with a health check are healthy.
   */
  public Gate projectHealthy(String project) {
    return new ProjectGate(this, project);
  }

  EngineApi api() {
    return api;
  }

  /** Aborts the calls that are under way. */
  @Override
  public void close() {
    api.close();
  }

  @Override
  public String toString() {
    return "Docker Engine at " + api.host();
  }
}
