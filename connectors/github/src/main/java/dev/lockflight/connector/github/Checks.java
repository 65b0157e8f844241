package dev.lockflight.connector.github;

import dev.lockflight.Call;
import dev.lockflight.StepContext;
import dev.lockflight.connector.http.Request;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Check runs. Thread-safe. */
public final class Checks {
  /** GitHub's limit for one request. */
  private static final int MOST_ANNOTATIONS = 50;

  private final RepositoryCalls calls;

  Checks(RepositoryCalls calls) {
    this.calls = calls;
  }

  /**
   * Shows the report at the commit: updates the check run with this name and external id, or
   * creates it. Annotations cannot be taken back, so those it has already are not sent again.
   */
  public CheckRun report(String sha, CheckReport report) throws InterruptedException {
    Optional<CheckRun> existing = find(sha, report);
    long known = existing.isPresent() ? countAnnotations(existing.get().id()) : 0;
    List<Annotation> missing =
        report
            .annotations()
            .subList(
                Math.toIntExact(Math.min(known, report.annotations().size())),
                report.annotations().size());
    List<Annotation> first = missing.subList(0, Math.min(MOST_ANNOTATIONS, missing.size()));
    CheckRun run =
        existing.isPresent()
            ? update(existing.get().id(), report, first)
            : create(sha, report, first);
    for (int from = first.size(); from < missing.size(); from += MOST_ANNOTATIONS) {
      run =
          update(
              run.id(),
              report,
              missing.subList(from, Math.min(from + MOST_ANNOTATIONS, missing.size())));
    }
    return run;
  }

  private Optional<CheckRun> find(String sha, CheckReport report) throws InterruptedException {
    return named(sha, report.name()).stream()
        .filter(run -> run.externalId().equals(report.externalId()))
        .max(Comparator.comparingLong(CheckRun::id));
  }

  private List<CheckRun> named(String sha, String name) throws InterruptedException {
    Request request =
        calls
            .get("/commits/{ref}/check-runs", sha)
            .query("check_name", name)
            .query("filter", "all");
    return calls.api().all(request, "check_runs", CheckRun::read, Permission.CHECKS_READ);
  }

  private long countAnnotations(long id) throws InterruptedException {
    return calls
        .api()
        .json(calls.get("/check-runs/{check_run_id}", id), Permission.CHECKS_READ)
        .at("output", "annotations_count")
        .number();
  }

  private CheckRun create(String sha, CheckReport report, List<Annotation> some)
      throws InterruptedException {
    Map<String, Object> body = report.fields();
    body.put("head_sha", sha);
    body.put("output", report.output(some));
    Request request = calls.post("/check-runs").json(body);
    return CheckRun.read(calls.api().json(request, Permission.CHECKS_WRITE));
  }

  private CheckRun update(long id, CheckReport report, List<Annotation> some)
      throws InterruptedException {
    Map<String, Object> body = report.fields();
    body.put("output", report.output(some));
    Request request = calls.patch("/check-runs/{check_run_id}", id).json(body);
    Request safe = some.isEmpty() ? request.repeatable() : request; // annotations add up
    return CheckRun.read(calls.api().json(safe, Permission.CHECKS_WRITE));
  }

  /** The newest run of each check at a commit, branch or tag. */
  public List<CheckRun> latest(String ref) throws InterruptedException {
    return calls
        .api()
        .all(
            calls.get("/commits/{ref}/check-runs", ref).query("filter", "latest"),
            "check_runs",
            CheckRun::read,
            Permission.CHECKS_READ);
  }

  /** A step that shows the report at the commit of the run's release, once per run and stage. */
  public Call<CheckRun> report(String name, CheckState state) {
    return report(name, context -> CheckReport.of(name, state));
  }

  /** The same with a report that is made when the step runs. */
  public Call<CheckRun> report(String name, Function<StepContext, CheckReport> making) {
    return GitHubCall.of(
        "check " + name.replace('/', ' '),
        "check " + name + " at the release in " + calls.name(),
        context -> report(context.release().commit(), making.apply(context)));
  }
}
