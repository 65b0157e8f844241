package dev.lockflight.connector.github;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * News of a deployment. Immutable.
 *
 * @param log where to read what happens
 * @param address where what was deployed can be seen
 */
public record DeploymentUpdate(
    DeploymentState state, String description, @Nullable URI log, @Nullable URI address) {
  private static final int LONGEST_DESCRIPTION = 140;

  public DeploymentUpdate {
    description = Shortened.to(LONGEST_DESCRIPTION, description);
  }

  public static DeploymentUpdate of(DeploymentState state) {
    return new DeploymentUpdate(state, "", null, null);
  }

  public DeploymentUpdate describedAs(String text) {
    return new DeploymentUpdate(state, text, log, address);
  }

  public DeploymentUpdate logging(URI uri) {
    return new DeploymentUpdate(state, description, uri, address);
  }

  public DeploymentUpdate at(URI uri) {
    return new DeploymentUpdate(state, description, log, uri);
  }

  Map<String, Object> fields() {
    return Fields.of("state", state.word())
        .andIf("description", description)
        .andIf("log_url", Objects.toString(log, ""))
        .andIf("environment_url", Objects.toString(address, ""))
        .map();
  }
}
