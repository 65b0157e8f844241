package dev.lockflight.connector.github;

import dev.lockflight.RemoteOperation;
import dev.lockflight.StepContext;
import dev.lockflight.connector.http.Answer;
import dev.lockflight.connector.http.JsonTree;
import dev.lockflight.connector.http.Request;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Starts a workflow's run and finds it again, by its id or by the key in its title. */
record DispatchCalls(RepositoryCalls calls, String workflow, String ref) {
  /** The input whose value the run's title shows. */
  static final String INPUT = "lockflight";

  private static final String KEYED = "key:";
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(10);

  RemoteOperation.Handle submit(Map<String, String> inputs, boolean correlated, StepContext context)
      throws InterruptedException {
    String key = context.idempotencyKey();
    String since = context.now().minus(CLOCKS_DIFFER).truncatedTo(ChronoUnit.SECONDS).toString();
    Optional<Long> earlier = correlated ? titled(key, "") : Optional.empty();
    if (earlier.isPresent()) {
      return new RemoteOperation.Handle(earlier.get().toString());
    }
    Map<String, String> all = new TreeMap<>(inputs);
    if (correlated) {
      all.put(INPUT, key);
    }
    Optional<Long> run = dispatch(all);
    if (run.isEmpty() && !correlated) {
      throw GitHubException.of(
          GitHubException.Kind.UNEXPECTED,
          "GitHub started " + workflow + " but does not tell its run; declare the input " + INPUT);
    }
    return new RemoteOperation.Handle(
        run.map(String::valueOf).orElseGet(() -> KEYED + since + " " + key));
  }

  private Optional<Long> dispatch(Map<String, String> inputs) throws InterruptedException {
    GitHubSettings settings = calls.api().settings();
    Fields fields = Fields.of("ref", ref).and("inputs", inputs);
    if (!settings.isEnterprise() && !settings.alwaysReturnsRuns()) {
      fields = fields.and("return_run_details", true);
    }
    Request request =
        calls.post("/actions/workflows/{workflow_id}/dispatches", workflow).json(fields.map());
    Answer answer = calls.api().send(request, Permission.ACTIONS_WRITE);
    return answer.status() == 204
        ? Optional.empty()
        : Optional.of(answer.json().at("workflow_run_id").number());
  }

  Optional<Long> find(RemoteOperation.Handle handle) throws InterruptedException {
    String value = handle.value();
    if (!value.startsWith(KEYED)) {
      return Optional.of(Long.valueOf(value));
    }
    int blank = value.indexOf(' ');
    return titled(value.substring(blank + 1), value.substring(KEYED.length(), blank));
  }

  /** Newest first; without a time only the newest hundred are looked at. */
  private Optional<Long> titled(String key, String since) throws InterruptedException {
    Request request =
        calls
            .get("/actions/workflows/{workflow_id}/runs", workflow)
            .query("event", "workflow_dispatch")
            .query("created", since.isEmpty() ? Optional.empty() : Optional.of(">=" + since));
    Function<JsonTree, Optional<Long>> fitting =
        json ->
            json.at("display_title").optionalText().filter(title -> hasKey(title, key)).isPresent()
                ? Optional.of(json.at("id").number())
                : Optional.empty();
    if (!since.isEmpty()) {
      return calls.api().first(request, "workflow_runs", fitting, Permission.ACTIONS_READ);
    }
    JsonTree page = calls.api().json(request.query("per_page", 100), Permission.ACTIONS_READ);
    return page.at("workflow_runs").items().stream()
        .flatMap(json -> fitting.apply(json).stream())
        .findFirst();
  }

  /** As a word of its own: another key may begin alike. */
  private static boolean hasKey(String title, String key) {
    return Pattern.compile("(?<![\\w-])" + Pattern.quote(key) + "(?![\\w-])").matcher(title).find();
  }
}
