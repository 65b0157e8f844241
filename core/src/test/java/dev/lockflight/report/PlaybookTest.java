package dev.lockflight.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Action;
import dev.lockflight.Environment;
import dev.lockflight.Output;
import dev.lockflight.Pipeline;
import dev.lockflight.PipelineName;
import dev.lockflight.PipelinePart;
import dev.lockflight.RestoreReport;
import dev.lockflight.Rollback;
import dev.lockflight.Savepoint;
import dev.lockflight.Savepoints;
import dev.lockflight.Stage;
import dev.lockflight.StepContext;
import dev.lockflight.Trigger;
import dev.lockflight.Verdict;
import dev.lockflight.Window;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlaybookTest {
  private static final Output<Savepoint> BEFORE = Output.of("BEFORE", Savepoint.class);

  /** Only what is declared is looked at. */
  private enum Copies implements Savepoints {
    OF_TABLES;

    @Override
    public Savepoint capture(StepContext context) {
      throw new IllegalStateException("a playbook takes no savepoint");
    }

    @Override
    public RestoreReport bringBack(Savepoint savepoint, StepContext context) {
      throw new IllegalStateException("a playbook restores nothing");
    }

    @Override
    public Verdict check(Savepoint savepoint) {
      throw new IllegalStateException("a playbook checks nothing");
    }
  }

  private final Window freeze =
      new Window.Freeze(
          Instant.parse("2026-12-20T00:00:00Z"),
          Instant.parse("2027-01-04T00:00:00Z"),
          Set.of(Action.PROMOTE),
          "year end");
  private final Environment prod = Environment.of("prod").during(freeze);
  private final Stage stage =
      Stage.of("deploy")
          .in(prod)
          .run(Copies.OF_TABLES.take().into(BEFORE))
          .run(new Does("dbt build", "dbt build --target prod"));

  private static String playbook(Pipeline pipeline) {
    return PipelineReport.of(pipeline).playbook();
  }

  @Test
  void stage_with_a_rollback_says_what_happens_and_what_to_type() {
    Rollback rollback =
        new Rollback(
                List.of(
                    Copies.OF_TABLES.restore(BEFORE).asStep(),
                    new Does("pointers", "moves last-good back").asStep()),
                List.of(),
                false)
            .verify(Demands.that("restored", "prod is as it was"));

    assertThat(playbook(Pipeline.of("cd-deploy", stage.onFailure(rollback))))
        .isEqualTo(
            """
            ## Rollback playbook of cd-deploy

            ### deploy in prod

            - by itself:
              - when a step or a verification FAILED; not when it ERRORED
            - in this order:
              - 1. restore: restore BEFORE
              - 2. pointers: moves last-good back
            - data:
              - restored from the savepoint by restore
            - proven by:
              - restored: prod is as it was
            - stays as it is unless a step above undoes it:
              - dbt build: dbt build --target prod
            - windows:
              - a rollback passes it: freeze 2026-12-20T00:00:00Z–2027-01-04T00:00:00Z: year end
            - by hand, on the command line:
              - `status`
              - `rollback --environment prod --reason <why>`
              - `rollback --environment prod --to <commit> --reason <why>`
              - `veto --commit <bad commit> --environment prod --reason <why>`
              - `unhold --environment prod --reason <repaired how>`
            """);
  }

  @Test
  void stage_without_a_rollback_says_so_and_offers_none() {
    assertThat(playbook(Pipeline.of("cd-deploy", stage)))
        .contains(
            "never: the stage declares no rollback, what it wrote stays",
            "`run --pipeline cd-deploy --trigger manual --commit <older commit>`")
        .doesNotContain("in this order", "`rollback ");
  }

  @Test
  void pipeline_that_rolls_back_says_what_starts_it() {
    Stage back =
        Stage.of("back")
            .in(prod)
            .require(prod.rollbackRequested())
            .run(new Does("deploy again", "starts the older images"))
            .verify(Demands.that("health", "200"));
    PipelinePart both =
        new PipelinePart.StartedOn(
            List.of(
                new Trigger.Manual(List.of()),
                new Trigger.Failure(PipelineName.of("cd-deploy"), prod.name(), false)));

    assertThat(playbook(Pipeline.of("cd-rollback", both, back)))
        .contains(
            "on the failure of cd-deploy in prod, to what was verified last",
            "1. deploy again: starts the older images",
            "no savepoint is restored; data is what the steps above make of it",
            "health: 200",
            "`run --pipeline cd-rollback --trigger manual --commit <older commit>`")
        .doesNotContain("stays as it is");
    assertThat(playbook(Pipeline.of("cd-rollback", back)))
        .contains("never; a person starts this pipeline with the older release");
  }

  @Test
  void pages_of_the_pipeline_have_it_too() {
    PipelineReport report = PipelineReport.of(Pipeline.of("cd-deploy", stage));

    assertThat(report.markdown()).contains("### Rollback of deploy in prod");
    assertThat(report.html())
        .contains("id=\"rollback\"", "the stage declares no rollback", "veto --commit");
    Pipeline none = Pipeline.of("ci", Stage.of("tests").run(new Does("pytest", "pytest")));
    assertThat(PipelineReport.of(none).html()).doesNotContain("id=\"rollback\"");
    assertThat(playbook(none)).isEqualTo("## Rollback playbook of ci\n");
  }
}
