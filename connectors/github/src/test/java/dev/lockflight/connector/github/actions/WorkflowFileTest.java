package dev.lockflight.connector.github.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.BranchPattern;
import dev.lockflight.Call;
import dev.lockflight.CronExpression;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Parameter;
import dev.lockflight.Pipeline;
import dev.lockflight.PipelinePart;
import dev.lockflight.Stage;
import dev.lockflight.Step;
import dev.lockflight.StepContext;
import dev.lockflight.Trigger;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkflowFileTest {
  private static final Stage STAGE = Stage.of("build").run(Step.of(new Noting()));

  @TempDir Path directory;

  private static final class Noting implements Call<String> {
    @Override
    public String name() {
      return "note";
    }

    @Override
    public String run(StepContext context) {
      return "noted";
    }
  }

  private static Pipeline pipeline(Trigger... triggers) {
    return Pipeline.of("delivery", new PipelinePart.StartedOn(List.of(triggers)), STAGE);
  }

  @Test
  void the_workflow_follows_from_the_pipeline() {
    String yaml =
        WorkflowFile.running(
                pipeline(
                    new Trigger.Push(
                        List.of(new BranchPattern("main"), new BranchPattern("release/**"))),
                    new Trigger.PullRequest(List.of(new BranchPattern("dev"))),
                    new Trigger.Cron(new CronExpression("0 3 * * *"), ZoneId.of("UTC")),
                    new Trigger.Manual(
                        List.of(
                            Parameter.text("target").oneOf("stage", "prod").byDefault("stage"),
                            Parameter.of("dry", Boolean.class).describedAs("it's only a try")))),
                "java -jar delivery.jar run")
            .environment("prod")
            .permission("statuses", "write")
            .secret("WAREHOUSE_TOKEN", "DATABRICKS_TOKEN")
            .yaml();

    assertThat(yaml)
        .isEqualTo(
            """
            # Written by Lockflight from the pipeline; change that and write this again.
            name: 'delivery'
            on:
              push:
                branches: ['main', 'release/**']
              pull_request:
                branches: ['dev']
              schedule:
                - cron: '0 3 * * *'
              workflow_dispatch:
                inputs:
                  'target':
                    type: choice
                    options: ['stage', 'prod']
                    required: false
                    default: 'stage'
                  'dry':
                    description: 'it''s only a try'
                    type: boolean
                    required: true
            permissions:
              contents: read
              statuses: write
            concurrency:
              group: 'delivery ${{ github.ref }}'
              cancel-in-progress: false
            jobs:
              run:
                runs-on: ubuntu-latest
                environment: 'prod'
                steps:
                  - uses: actions/checkout@v4
                    with:
                      ref: ${{ github.event.pull_request.head.sha || github.sha }}
                      persist-credentials: false
                  - uses: actions/setup-java@v4
                    with:
                      distribution: temurin
                      java-version: '17'
                  - run: |
                      java -jar delivery.jar run
                    env:
                      GITHUB_TOKEN: ${{ github.token }}
                      WAREHOUSE_TOKEN: ${{ secrets.DATABRICKS_TOKEN }}
            """);
  }

  @Test
  void a_committed_file_that_is_not_current_is_told_with_its_line() throws Exception {
    WorkflowFile file = WorkflowFile.running(pipeline(), "run it");
    Path path = directory.resolve(".github/workflows/delivery.yml");

    assertThatThrownBy(() -> file.check(path)).hasMessageContaining("there is no");
    file.write(path);
    file.check(path);
    assertThatThrownBy(() -> file.environment("prod").check(path))
        .isInstanceOf(ActionsException.class)
        .hasMessageContaining("is not current at line 13: it has '    steps:'");
  }

  @Test
  void what_github_cannot_do_is_refused() {
    Trigger local = new Trigger.Cron(new CronExpression("0 3 * * *"), ZoneId.of("Europe/Berlin"));

    assertThatThrownBy(() -> WorkflowFile.running(pipeline(local), "x"))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("schedules are in UTC");
  }
}
