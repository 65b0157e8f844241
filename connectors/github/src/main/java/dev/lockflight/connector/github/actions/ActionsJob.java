package dev.lockflight.connector.github.actions;

import dev.lockflight.Cause;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Release;
import dev.lockflight.connector.github.webhook.EventReader;
import dev.lockflight.connector.github.webhook.WebhookEvent;
import dev.lockflight.connector.http.JsonTree;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * The job of GitHub Actions this program runs in: what started it, and what it shows people. See
 * "Workflow commands for GitHub Actions". Thread-safe, as far as the stream is.
 *
 * <pre>{@code
 * ActionsJob job = ActionsJob.of(System.getenv(), System.out);
 * RunId run = engine.start(StartRequest.of("delivery", job.cause(), job.release()));
 * job.summary(report.markdown());
 * }</pre>
 */
public final class ActionsJob {
  /** GitHub shows no longer summary of a step. */
  private static final int LONGEST_SUMMARY = 1 << 20;

  private final Map<String, String> environment;
  private final PrintStream out;
  private final WebhookEvent.Started started;

  private ActionsJob(
      Map<String, String> environment, PrintStream out, WebhookEvent.Started started) {
    this.environment = environment;
    this.out = out;
    this.started = started;
  }

  /**
   * Reads the job's environment and event file.
   *
   * @param out where the runner reads the job's log, {@code System.out}
   * @throws ActionsException outside GitHub Actions, and for events that start no pipeline
   */
  public static ActionsJob of(Map<String, String> environment, PrintStream out) throws IOException {
    if (!"true".equals(environment.get("GITHUB_ACTIONS"))) {
      throw new ActionsException(
          "GITHUB_ACTIONS is not true: this is no job of GitHub Actions; start the run another way");
    }
    Map<String, String> copy = Map.copyOf(environment);
    String event = needed(copy, "GITHUB_EVENT_NAME");
    Path file = Path.of(needed(copy, "GITHUB_EVENT_PATH"));
    JsonTree payload = JsonTree.of(Files.readAllBytes(file), "event file " + file);
    WebhookEvent read = EventReader.ofJob(event, payload);
    if (read instanceof WebhookEvent.Started started) {
      return new ActionsJob(copy, out, started);
    }
    throw new ActionsException(
        "event "
            + event
            + " starts no pipeline: "
            + read
            + "; use push, pull_request, release,"
            + " schedule, workflow_dispatch or repository_dispatch");
  }

  private static String needed(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    if (value.isBlank()) {
      throw new ActionsException(name + " is not set; run inside a step of a workflow");
    }
    return value;
  }

  /** What started the job, with its inputs, by whom. */
  public Cause cause() {
    return started.cause();
  }

  /** The commit: of a pull request its head, not the merge commit that Actions checks out. */
  public Release release() {
    String commit = started.source().commit();
    return Release.of(commit.isEmpty() ? needed(environment, "GITHUB_SHA") : commit);
  }

  /** The number of the pull request; empty for other causes. */
  public OptionalLong pullRequest() {
    long number = started.source().pullRequest();
    return number == 0 ? OptionalLong.empty() : OptionalLong.of(number);
  }

  /** Whether the code is of another repository: GitHub gives such a job no secrets. */
  public boolean isFromFork() {
    return started.source().isFromFork();
  }

  /** Written owner/name. */
  public String repository() {
    return needed(environment, "GITHUB_REPOSITORY");
  }

  /** The id of the workflow's run. */
  public long workflowRun() {
    return Long.parseLong(needed(environment, "GITHUB_RUN_ID"));
  }

  /** Where people see this run of the workflow. */
  public URI link() {
    String server = environment.getOrDefault("GITHUB_SERVER_URL", "https://github.com");
    return URI.create(server + "/" + repository() + "/actions/runs/" + workflowRun());
  }

  /** Adds Markdown to the summary of the step; what is over 1 MiB is cut off. */
  public void summary(String markdown) throws IOException {
    byte[] bytes = (markdown + "\n").getBytes(StandardCharsets.UTF_8);
    append(
        "GITHUB_STEP_SUMMARY",
        new String(bytes, 0, Math.min(bytes.length, LONGEST_SUMMARY - 16), StandardCharsets.UTF_8));
  }

  /** Sets an output of the step, which later steps read. */
  public void output(String name, String value) throws IOException {
    if (!name.matches("[A-Za-z_][A-Za-z0-9_-]*")) {
      throw new InvalidDefinitionException(
          "name of an output must be letters, digits, _ and -: " + name);
    }
    String end = "end-" + UUID.randomUUID(); // the value cannot know it
    append("GITHUB_OUTPUT", name + "<<" + end + "\n" + value + "\n" + end + "\n");
  }

  private synchronized void append(String variable, String text) throws IOException {
    Path unused =
        Files.writeString(
            Path.of(needed(environment, variable)),
            text,
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
  }

  /**
   * A mark in the log, at a line of a file and in the summary; level is error, warning or notice.
   */
  public void annotate(Level level, String title, String message) {
    out.println(
        "::"
            + level.name().toLowerCase(Locale.ROOT)
            + " title="
            + property(title)
            + "::"
            + data(message));
  }

  /** The same at a line of a file. */
  public void annotate(Level level, String file, int line, String message) {
    out.println(
        "::"
            + level.name().toLowerCase(Locale.ROOT)
            + " file="
            + property(file)
            + ",line="
            + line
            + "::"
            + data(message));
  }

  /** How bad it is. */
  public enum Level {
    NOTICE,
    WARNING,
    ERROR
  }

  /** Lines of the log from now on are folded under the title, until the group is closed. */
  public Group group(String title) {
    out.println("::group::" + data(title));
    return () -> out.println("::endgroup::");
  }

  /** Folded lines of the log. */
  @FunctionalInterface
  public interface Group extends AutoCloseable {
    @Override
    void close();
  }

  /** The runner replaces the value by asterisks in the log from now on. */
  public void mask(String secret) {
    secret
        .lines()
        .filter(line -> !line.isBlank())
        .forEach(line -> out.println("::add-mask::" + data(line)));
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
