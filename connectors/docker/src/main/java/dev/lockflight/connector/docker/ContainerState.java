package dev.lockflight.connector.docker;

import dev.lockflight.connector.http.JsonTree;
import java.time.Instant;
import java.util.List;

/**
 * What an engine knows of a container at one moment. Immutable.
 *
 * @param id the full id
 * @param image the name it was created with
 * @param status its life
 * @param health what its health check says
 * @param terminal whether its output goes through a terminal, so that both streams are one
 */
public record ContainerState(
    String id, String image, Status status, Health health, Labels labels, boolean terminal) {
  /**
   * Where it is in its life.
   *
   * @param word {@code created}, {@code running}, {@code paused}, {@code restarting}, {@code
   *     removing}, {@code exited} or {@code dead}
   * @param exitCode of its last run
   * @param startedAt by the engine's clock; long ago when it never started
   * @param seenAt when the engine said this, by its clock, in whole seconds
   */
  public record Status(String word, int exitCode, Instant startedAt, Instant seenAt) {
    public boolean isRunning() {
      return word.equals("running");
    }

    public boolean hasEnded() {
      return word.equals("exited") || word.equals("dead");
    }
  }

  /**
   * What its health check says.
   *
   * @param word {@code none}, {@code starting}, {@code healthy} or {@code unhealthy}
   * @param failures how many checks in a row have failed
   * @param lastWords what the last check wrote
   */
  public record Health(String word, int failures, String lastWords) {
    public boolean isHealthy() {
      return word.equals("healthy");
    }

    /** Whether the container has no health check at all. */
    public boolean isNone() {
      return word.equals("none");
    }
  }

  /** The container's labels. */
  public record Labels(java.util.Map<String, String> values) {
    public Labels {
      values = java.util.Map.copyOf(values);
    }
  }

  static ContainerState of(JsonTree json, Instant seenAt) {
    JsonTree state = json.at("State");
    JsonTree labels = json.at("Config", "Labels");
    java.util.Map<String, String> values = new java.util.HashMap<>();
    labels.names().forEach(name -> values.put(name, labels.at(name).text()));
    return new ContainerState(
        json.at("Id").text(),
        json.at("Config", "Image").text(),
        new Status(
            state.at("Status").text(),
            (int) state.at("ExitCode").number(),
            Instant.parse(state.at("StartedAt").text()),
            seenAt),
        health(state.at("Health")),
        new Labels(values),
        json.at("Config", "Tty").isTrue());
  }

  private static Health health(JsonTree json) {
    String word = json.at("Status").optionalText().filter(w -> !w.isEmpty()).orElse("none");
    List<JsonTree> log = json.at("Log").items();
    String last = log.isEmpty() ? "" : log.get(log.size() - 1).at("Output").text().strip();
    int failures =
        json.at("FailingStreak").isPresent() ? (int) json.at("FailingStreak").number() : 0;
    return new Health(word, failures, last.length() > 500 ? last.substring(0, 500) : last);
  }
}
