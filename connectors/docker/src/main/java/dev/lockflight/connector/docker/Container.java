package dev.lockflight.connector.docker;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import dev.lockflight.connector.http.Answer;
import dev.lockflight.connector.http.JsonTree;
import dev.lockflight.connector.http.Request;
import dev.lockflight.connector.process.LineListener;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A container of one engine, by its name or id. Thread-safe. */
public final class Container {
  private final EngineApi api;
  private final String name;

  Container(EngineApi api, String name) {
    this.api = api;
    this.name = name;
  }

  /** The name or id it was asked for by. */
  public String name() {
    return name;
  }

  /** Does nothing when it runs. */
  public void start() throws InterruptedException {
    post("start", 304);
  }

  /**
   * Asks it to end and kills it after {@code grace}; does nothing when it does not run.
   *
   * @param grace whole seconds
   */
  public void stop(Duration grace) throws InterruptedException {
    var unused = api.send(patiently("stop", grace).accepting(304));
  }

  /** Stops it as {@link #stop} does, and starts it. */
  public void restart(Duration grace) throws InterruptedException {
    var unused = api.send(patiently("restart", grace));
  }

  private Request patiently(String verb, Duration grace) throws InterruptedException {
    return api.post("/containers/{name}/" + verb, name)
        .query("t", grace.toSeconds())
        .within(grace.plusMinutes(2));
  }

  private void post(String verb, int alsoFine) throws InterruptedException {
    Request request = api.post("/containers/{name}/" + verb, name).accepting(alsoFine);
    var unused = api.send(request.repeatable());
  }

  /**
   * Waits until it ends, without limit but the caller's interruption, and returns its exit code.
   */
  public int waitForExit() throws InterruptedException {
    JsonTree end =
        api.follow(
            api.post("/containers/{name}/wait", name).repeatable(),
            answer -> JsonTree.of(answer.body().readAllBytes(), "wait for " + name));
    String error = end.at("Error", "Message").optionalText().orElse("");
    if (!error.isEmpty()) {
      throw DockerException.fatal("container " + name + " could not be waited for: " + error);
    }
    return (int) end.at("StatusCode").number();
  }

  /**
   * What the engine knows of it now.
   *
   * @throws DockerException also when there is none
   */
  public ContainerState inspect() throws InterruptedException {
    Answer answer = api.send(api.get("/containers/{name}/json", name));
    String date = answer.header("Date").orElse("");
    return ContainerState.of(answer.json(), RFC_1123_DATE_TIME.parse(date, Instant::from));
  }

  /** What it has written until now. */
  public void logs(LineListener listener) throws InterruptedException {
    readLogs(false, listener);
  }

  /** What it has written and writes until it ends. */
  public void followLogs(LineListener listener) throws InterruptedException {
    readLogs(true, listener);
  }

  private void readLogs(boolean follow, LineListener listener) throws InterruptedException {
    boolean plain = inspect().terminal();
    Request request =
        api.get("/containers/{name}/logs", name)
            .query("stdout", true)
            .query("stderr", true)
            .query("follow", follow);
    var unused = api.follow(request, new LogFrames(listener, plain));
  }

  /** Runs a command inside it, to its end, without a shell. */
  public ExecResult exec(List<String> command) throws InterruptedException {
    Map<String, Object> what =
        Map.of("Cmd", command, "AttachStdout", true, "AttachStderr", true, "Tty", false);
    String id = api.json(api.post("/containers/{name}/exec", name).json(what)).at("Id").text();
    LastLines said = new LastLines();
    Request start = api.post("/exec/{id}/start", id).json(Map.of("Detach", false, "Tty", false));
    var unused = api.follow(start, new LogFrames(said, false));
    JsonTree end = api.json(api.get("/exec/{id}/json", id));
    return new ExecResult((int) end.at("ExitCode").number(), said.text());
  }

  /**
   * How a command inside a container ended.
   *
   * @param output the end of what it wrote to both streams
   */
  public record ExecResult(int exitCode, String output) {}

  /** The command lines of its processes. */
  public List<String> processes() throws InterruptedException {
    JsonTree top =
        api.json(api.get("/containers/{name}/top", name).query("ps_args", "-eo pid,args"));
    return top.at("Processes").items().stream()
        .map(JsonTree::items)
        .filter(fields -> !fields.isEmpty())
        .map(fields -> fields.get(fields.size() - 1).text())
        .toList();
  }

  /** Stops and removes it with its anonymous volumes; does nothing when there is none. */
  public void remove() throws InterruptedException {
    Request request = api.delete("/containers/{name}", name).query("force", true).query("v", true);
    var unused = api.send(request.accepting(404));
  }

  @Override
  public String toString() {
    return "container " + name;
  }
}
