package dev.lockflight.examples.f1;

import static dev.lockflight.artifact.Pointer.LAST_GOOD;
import static dev.lockflight.dsl.Lockflight.catalog;
import static dev.lockflight.dsl.Lockflight.dbtTarget;
import static dev.lockflight.dsl.Lockflight.environment;
import static dev.lockflight.dsl.Lockflight.gate;

import dev.lockflight.Call;
import dev.lockflight.Environment;
import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.Output;
import dev.lockflight.Savepoints;
import dev.lockflight.StepContext;
import dev.lockflight.Verdict;
import dev.lockflight.artifact.Artifacts;
import dev.lockflight.connector.dbt.Dbt;
import dev.lockflight.connector.dbt.DbtResult;
import dev.lockflight.connector.dbt.DbtState;
import dev.lockflight.connector.github.PullRequestReport;
import dev.lockflight.connector.github.Repository;
import dev.lockflight.connector.process.GitCheckout;
import dev.lockflight.connector.sql.DatabaseFileSavepoints;
import dev.lockflight.connector.sql.Warehouse;
import dev.lockflight.examples.DuckDbFile;
import dev.lockflight.examples.Workplace;
import java.nio.file.Path;
import java.util.Map;

/**
 * What both flows of the F1 project stand on: its environments, its dbt, its repository. Immutable.
 *
 * @param origin the git repository the commits are fetched from
 * @param tree where they are checked out; its dbt project is the one that {@code place} names
 * @param variables the environment of git: the PATH it is found on
 */
public record F1Project(
    Workplace place, Repository github, Path origin, Path tree, Map<String, String> variables) {
  /** The status that says whether a commit was built and tested on stage. */
  static final String STAGE_STATUS = "f1/stage";

  /** The status that says whether it was built and tested in prod. */
  static final String PROD_STATUS = "f1/prod";

  Environment stage() {
    return environment("stage").with(dbtTarget("stage")).with(catalog("stage"));
  }

  Environment prod() {
    return environment("prod").with(dbtTarget("prod")).with(catalog("prod")).isProtected();
  }

  Dbt dbt() {
    return place.dbt();
  }

  Artifacts artifacts() {
    return Artifacts.in(place.store("artifacts"));
  }

  Warehouse data(Environment environment) {
    return Warehouse.of(environment, file(environment));
  }

  DuckDbFile file(Environment environment) {
    return place.database(environment.name().value());
  }

  Savepoints savepoints(Environment environment) {
    return DatabaseFileSavepoints.of(environment, file(environment).path(), place.savepoints());
  }

  /** Step 1 of both flows: the files of the release's commit. */
  Call<String> checkout() {
    return GitCheckout.of(origin).inheriting(variables).into(tree);
  }

  /** The manifest of what was last verified in the environment. */
  DbtState lastGood(Environment environment) {
    return DbtState.located(
        "last good manifest of " + environment.name(),
        context ->
            artifacts().of(environment).find(LAST_GOOD).isEmpty()
                ? place.data().resolve("nothing-yet")
                : artifacts().of(environment).fetch(LAST_GOOD, place.data()).path());
  }

  /**
   * A command that builds nothing has ended well. Its results are no results of tests: what {@code
   * compile} and {@code docs generate} write is full of success, so no dbt gate believes it.
   */
  static Gate ended(String command, Output<DbtResult> output) {
    return gate(
        command + " ended well",
        context -> {
          int code = context.read(output).invocation().exitCode();
          Evidence seen = Evidence.of("exit code of " + command, code, 0, output.name());
          return code == 0
              ? Verdict.passed(command + " ended well", seen)
              : Verdict.failed(command + " ended with " + code, seen);
        });
  }

  /** Step 8 of both flows: what the pull request is told, whether the build was good or not. */
  PullRequestReport report(StepContext context, Output<DbtResult> built) {
    String where = context.environment().map(each -> each.name().value()).orElse("nowhere");
    PullRequestReport report = PullRequestReport.of("dbt build --target " + where);
    return context
        .find(built)
        .map(result -> told(report, result))
        .orElseGet(() -> report.failing("dbt", "did not come as far as the build; see the log"));
  }

  private PullRequestReport told(PullRequestReport empty, DbtResult result) {
    PullRequestReport report =
        empty.took(result.elapsed()).linking(place.data().resolve("artifacts").toUri());
    for (Map.Entry<String, Integer> count : result.counts().entrySet()) {
      report = report.counting(count.getKey(), count.getValue());
    }
    for (String failure : result.failures().first()) {
      int end = failure.indexOf(' ');
      report = report.failing(failure.substring(0, Math.max(end, 0)), failure.substring(end + 1));
    }
    return report;
  }
}
