package dev.lockflight.connector.docker;

import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * How a container is to be, but for its image. Immutable: each method returns another.
 *
 * <p>Whoever may inspect a container can read its environment, secrets included: that is Docker's
 * way. Nothing of Lockflight shows them.
 */
public final class ContainerSpec {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]+");

  private final String name;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Map<String, Secret> secrets;
  private final Place place;
  private final Optional<HealthCheck> health;

  /** Where it runs. */
  private record Place(
      String network,
      List<String> binds,
      Map<String, Integer> ports,
      String restart,
      Map<String, String> labels) {
    static final Place USUAL = new Place("", List.of(), Map.of(), "no", Map.of());
  }

  /**
   * A command that the engine runs inside the container again and again.
   *
   * @param command without a shell; ends with 0 when all is well
   * @param interval from one check to the next
   * @param retries so many failures in a row are unhealthy
   */
  public record HealthCheck(List<String> command, Duration interval, int retries) {
    public HealthCheck {
      command = List.copyOf(command);
      if (command.isEmpty() || interval.toMillis() < 1 || retries < 1) {
        throw new InvalidDefinitionException(
            "a health check needs a command, an interval of 1 ms or more and a retry: "
                + command
                + " every "
                + interval
                + ", "
                + retries
                + " retries");
      }
    }
  }

  private ContainerSpec(
      String name,
      List<String> command,
      Map<String, String> environment,
      Map<String, Secret> secrets,
      Place place,
      Optional<HealthCheck> health) {
    this.name = name;
    this.command = command;
    this.environment = environment;
    this.secrets = secrets;
    this.place = place;
    this.health = health;
  }

  /** A container of this name, which runs what the image says. */
  public static ContainerSpec named(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new InvalidDefinitionException(
          "a container's name must be 2 or more letters, digits, _ . - and begin with a letter or"
              + " digit: "
              + name);
    }
    return new ContainerSpec(name, List.of(), Map.of(), Map.of(), Place.USUAL, Optional.empty());
  }

  /** Runs this instead of the image's command; no shell reads it. */
  public ContainerSpec command(String... words) {
    return new ContainerSpec(name, List.of(words), environment, secrets, place, health);
  }

  public ContainerSpec environment(String variable, String value) {
    Map<String, String> all = new TreeMap<>(environment);
    all.put(variable, value);
    return new ContainerSpec(
        name, command, Collections.unmodifiableMap(all), secrets, place, health);
  }

  /** With a variable whose value is looked up when the container is created. */
  public ContainerSpec secretEnvironment(String variable, Secret secret) {
    Map<String, Secret> all = new TreeMap<>(secrets);
    all.put(variable, secret);
    return new ContainerSpec(
        name, command, environment, Collections.unmodifiableMap(all), place, health);
  }

  /** On this network: {@code host}, {@code none}, or one that exists. */
  public ContainerSpec network(String network) {
    return at(new Place(network, place.binds, place.ports, place.restart, place.labels));
  }

  /** With a directory of the engine's machine at this place inside. */
  public ContainerSpec mount(Path outside, String inside) {
    List<String> all = new ArrayList<>(place.binds);
    all.add(outside + ":" + inside);
    return at(new Place(place.network, List.copyOf(all), place.ports, place.restart, place.labels));
  }

  /** Its TCP port inside, reachable from outside at this port of the engine's machine. */
  public ContainerSpec port(int inside, int outside) {
    Map<String, Integer> all = new TreeMap<>(place.ports);
    all.put(inside + "/tcp", outside);
    return at(new Place(place.network, place.binds, all, place.restart, place.labels));
  }

  /** The engine starts it again when it ends by itself or the engine restarts. */
  public ContainerSpec restarting() {
    return at(new Place(place.network, place.binds, place.ports, "unless-stopped", place.labels));
  }

  public ContainerSpec label(String label, String value) {
    Map<String, String> all = new TreeMap<>(place.labels);
    all.put(label, value);
    return at(new Place(place.network, place.binds, place.ports, place.restart, all));
  }

  /** Checked by this instead of the image's health check. */
  public ContainerSpec health(HealthCheck check) {
    return new ContainerSpec(name, command, environment, secrets, place, Optional.of(check));
  }

  private ContainerSpec at(Place other) {
    return new ContainerSpec(name, command, environment, secrets, other, health);
  }

  ContainerSpec called(String other) {
    return new ContainerSpec(other, command, environment, secrets, place, health);
  }

  public String name() {
    return name;
  }

  Map<String, Secret> secrets() {
    return secrets;
  }

  Map<String, Object> body(ImageName image, Function<Secret, String> values) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("Image", image.toString());
    if (!command.isEmpty()) {
      body.put("Cmd", command);
    }
    List<String> variables = new ArrayList<>();
    environment.forEach((variable, value) -> variables.add(variable + "=" + value));
    secrets.forEach((variable, secret) -> variables.add(variable + "=" + values.apply(secret)));
    body.put("Env", variables);
    body.put("Labels", place.labels);
    health.ifPresent(check -> body.put("Healthcheck", healthcheck(check)));
    Map<String, Object> exposed = new TreeMap<>();
    place.ports.keySet().forEach(port -> exposed.put(port, Map.of()));
    body.put("ExposedPorts", exposed);
    body.put("HostConfig", hostConfig());
    return body;
  }

  private static Map<String, Object> healthcheck(HealthCheck check) {
    List<String> test = new ArrayList<>(List.of("CMD"));
    test.addAll(check.command());
    long nanos = check.interval().toNanos();
    return Map.of("Test", test, "Interval", nanos, "Retries", check.retries());
  }

  private Map<String, Object> hostConfig() {
    Map<String, Object> host = new LinkedHashMap<>();
    if (!place.network.isEmpty()) {
      host.put("NetworkMode", place.network);
    }
    host.put("Binds", place.binds);
    host.put("RestartPolicy", Map.of("Name", place.restart));
    Map<String, Object> bindings = new TreeMap<>();
    place.ports.forEach(
        (inside, outside) -> bindings.put(inside, List.of(Map.of("HostPort", outside.toString()))));
    host.put("PortBindings", bindings);
    return host;
  }

  /** What it is, without the values of secrets; part of a pipeline's digest. */
  @Override
  public String toString() {
    return name
        + (command.isEmpty() ? "" : " " + command)
        + (environment.isEmpty() ? "" : " with " + environment)
        + (secrets.isEmpty() ? "" : " and secrets " + secrets.keySet())
        + (place.equals(Place.USUAL) ? "" : ", " + place)
        + health.map(check -> ", " + check).orElse("");
  }
}
