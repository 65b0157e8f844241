package dev.lockflight.testkit.assertion;

import static dev.lockflight.dsl.Lockflight.action;
import static dev.lockflight.dsl.Lockflight.approval;
import static dev.lockflight.dsl.Lockflight.branch;
import static dev.lockflight.dsl.Lockflight.call;
import static dev.lockflight.dsl.Lockflight.environment;
import static dev.lockflight.dsl.Lockflight.gate;
import static dev.lockflight.dsl.Lockflight.on;
import static dev.lockflight.dsl.Lockflight.pipeline;
import static dev.lockflight.dsl.Lockflight.pullRequest;
import static dev.lockflight.dsl.Lockflight.push;
import static dev.lockflight.dsl.Lockflight.retry;
import static dev.lockflight.dsl.Lockflight.rollback;
import static dev.lockflight.dsl.Lockflight.stage;
import static dev.lockflight.dsl.Lockflight.trigger;

import dev.lockflight.Call;
import dev.lockflight.Environment;
import dev.lockflight.Gate;
import dev.lockflight.Output;
import dev.lockflight.Pipeline;
import dev.lockflight.StepContext;
import dev.lockflight.Verdict;
import dev.lockflight.testkit.simulation.SimulatedRun;
import java.time.Duration;

/** A small flow from staging to production. */
final class Delivery {
  record Built(int tests) {}

  static final Output<Built> BUILT = Output.of("built", Built.class);
  static final Environment STAGE = environment("stage");
  static final Environment PROD =
      environment("prod")
          .isProtected()
          .require(approval("data-owners").notByInitiator().within(Duration.ofHours(24)));

  private Delivery() {}

  static Pipeline pipelineOf() {
    return pipeline(
        "delivery",
        on(push("main"), pullRequest("main")),
        stage("stg_build")
            .in(STAGE)
            .run(call("dbt build", context -> new Built(43)).into(BUILT).retry(retry(3)))
            .verify(passing("tests-passed"), passing("row-count")),
        stage("prod_build")
            .in(PROD)
            .when(branch("main"))
            .run(action("dbt build", context -> context.log("builds")))
            .verify(passing("no-rows"))
            .onFailure(rollback(restoring()).verify(passing("restored"))),
        stage("comment")
            .when(trigger(pullRequest("main")))
            .after("stg_build")
            .run(action("post", context -> context.log("posts"))));
  }

  private static Call<String> restoring() {
    return new Restores("restore");
  }

  private record Restores(String name) implements Call<String> {
    @Override
    public String run(StepContext context) {
      return "restored";
    }
  }

  static Gate passing(String name) {
    return gate(name, context -> Verdict.passed("fine"));
  }

  static RunRecord record(SimulatedRun run) {
    return new RunRecord(run.pipeline(), run.run(), run.journal());
  }

  static RunAssert assertThatRun(SimulatedRun run) {
    return RunAssert.of(record(run));
  }
}
