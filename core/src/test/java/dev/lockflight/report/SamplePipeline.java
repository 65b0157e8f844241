package dev.lockflight.report;

import dev.lockflight.ApprovalRule;
import dev.lockflight.Attribute;
import dev.lockflight.Axis;
import dev.lockflight.BranchPattern;
import dev.lockflight.Condition;
import dev.lockflight.Environment;
import dev.lockflight.Parameter;
import dev.lockflight.Pipeline;
import dev.lockflight.PipelinePart;
import dev.lockflight.Rollback;
import dev.lockflight.Stage;
import dev.lockflight.Step;
import dev.lockflight.Trigger;
import java.time.Duration;
import java.util.List;

/** Something of everything a pipeline can have. */
final class SamplePipeline {
  private SamplePipeline() {}

  static Pipeline delivery() {
    Environment stage = Environment.of("stage").with(new Attribute(Attribute.CATALOG, "stage_f1"));
    Environment prod =
        Environment.of("prod")
            .isProtected()
            .require(ApprovalRule.of("data-owners").notByInitiator().within(Duration.ofHours(24)));
    Parameter<String> selection =
        Parameter.text("selection").byDefault("tag:deploy").describedAs("what dbt builds");
    return Pipeline.of(
        "continuous-delivery",
        new PipelinePart.StartedOn(List.of(new Trigger.Push(List.of(new BranchPattern("main"))))),
        new PipelinePart.Parameters(List.of(selection)),
        new PipelinePart.Parallel(List.of(unitTests(), lint())),
        stgBuild().in(stage),
        prodBuild().in(prod),
        Stage.of("docs")
            .reading(prod)
            .when(new Condition.OnBranch(new BranchPattern("main")))
            .run(new Does("docs generate", "dbt docs generate")),
        Stage.of("alarm").afterFailureOf("prod_build").run(new Does("mail", "tells the owners")),
        Stage.of("statistics")
            .afterAtLeast(1, "unit-tests", "lint", "stg_build")
            .run(new Does("count", "counts")));
  }

  private static Stage unitTests() {
    return Stage.of("unit-tests")
        .matrix(
            new Axis("python", List.of("3.11", "3.12")), new Axis("dbt", List.of("1.9", "1.10")))
        .maxParallel(2)
        .run(new Does("pytest", "pytest -q"));
  }

  private static Stage lint() {
    return Stage.of("lint").allowFailure().run(new Does("sqlfluff", "sqlfluff lint"));
  }

  private static Stage stgBuild() {
    return Stage.of("stg_build")
        .run(new Does("dbt build", "dbt build --select tag:deploy"))
        .run(Step.of(new Does("publish", "publishes the artifacts")).allowFailure())
        .verify(Demands.that("tests-passed", "all dbt tests passed"))
        .verify(Demands.that("row-count", "rows within ±10 % of prod"))
        .timeout(Duration.ofMinutes(10));
  }

  private static Stage prodBuild() {
    return Stage.of("prod_build")
        .run(new Does("savepoint", "copies the prod database"))
        .run(new Does("dbt build", "dbt build --target prod"))
        .verify(Demands.that("no-negative-revenue", "no rows with revenue < 0"))
        .onSuccess(new Does("pointers", "moves latest and last-good"))
        .onFailure(
            new Rollback(
                    List.of(Step.of(new Does("restore", "restores the copy"))), List.of(), false)
                .verify(Demands.that("restored", "prod is as it was")))
        .always(new Does("notify", "tells the channel"));
  }
}
