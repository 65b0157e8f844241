package dev.lockflight.testkit.dbt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lockflight.StepFailedException;
import dev.lockflight.connector.dbt.Dbt;
import dev.lockflight.connector.dbt.DbtArtifacts;
import dev.lockflight.connector.dbt.DbtCommand;
import dev.lockflight.connector.dbt.DbtInvocation;
import dev.lockflight.connector.dbt.DbtResult;
import dev.lockflight.connector.dbt.DbtRunner;
import dev.lockflight.testkit.fake.FakeContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the dbt connector relies on in a runner. Yours passes when your test extends this and says,
 * in {@link #in}, which project is built; a world that cannot be is left out with a JUnit
 * assumption.
 */
public abstract class DbtRunnerContract {
  @TempDir Path directory;

  /** The project that is built. */
  public enum World {
    /** Everything succeeds; at least one node is built. */
    GREEN,
    /** Models succeed, one test fails. */
    FAILING_TEST,
    /** dbt cannot read the project: nothing is run. */
    BROKEN_PROJECT
  }

  /**
   * A runner and a project for it, made anew for each test.
   *
   * @param dbt the project; the contract gives it the runner
   * @param build the command, for example {@code dbt -> dbt.build().select("+tag:deploy")}
   * @param context in the environment that the command needs; the contract gives it a workspace
   */
  public record Subject(
      DbtRunner runner, Dbt dbt, Function<Dbt, DbtCommand> build, FakeContext context) {}

  /** One command on its way. */
  private record Trial(HeardRunner runner, DbtCommand command, FakeContext context) {
    DbtResult run() throws Exception {
      return command.run(context);
    }

    DbtRunner.Exit lastExit() {
      assertThat(runner.exits).as("runs that came back with an exit").isNotEmpty();
      return runner.exits.get(runner.exits.size() - 1);
    }

    DbtInvocation lastInvocation() {
      return runner.invocations.get(runner.invocations.size() - 1);
    }
  }

  protected abstract Subject in(World world) throws Exception;

  private Trial trial(World world) throws Exception {
    Subject subject = in(world);
    HeardRunner heard = new HeardRunner(subject.runner());
    return new Trial(
        heard,
        subject.build().apply(subject.dbt().runBy(heard)),
        subject.context().workspace(directory.resolve("work")));
  }

  @Test
  void a_green_build_is_believed_and_leaves_everything_in_its_directory() throws Exception {
    Trial trial = trial(World.GREEN);

    DbtResult result = trial.run();

    DbtRunner.Exit exit = trial.lastExit();
    assertThat(exit.code()).isZero();
    assertThat(exit.completed()).as("dbt came to its own end").isTrue();
    assertThat(exit.invocationId()).isEqualTo(result.invocation().id());
    DbtInvocation invocation = trial.lastInvocation();
    assertThat(invocation.targetPath().resolve("run_results.json")).isNotEmptyFile();
    assertThat(invocation.targetPath().resolve("manifest.json")).isNotEmptyFile();
    assertThat(invocation.log()).isNotEmptyFile();
    assertThat(HeardRunner.childrenOf(invocation.project()))
        .as("what is new in the project's directory")
        .isEqualTo(trial.runner().projectBefore);
  }

  @Test
  void people_see_how_far_it_is() throws Exception {
    Trial trial = trial(World.GREEN);

    DbtResult unused = trial.run();

    assertThat(trial.context().reported()).as("progress").isNotEmpty();
    assertThat(trial.context().lines()).as("lines for people").hasSizeGreaterThan(2);
  }

  @Test
  void each_invocation_leaves_results_of_its_own() throws Exception {
    Trial trial = trial(World.GREEN);
    DbtResult first = trial.run();

    DbtResult second = trial.run();

    assertThat(second.invocation().id()).isNotEqualTo(first.invocation().id());
    assertThat(second.artifacts().directory()).isNotEqualTo(first.artifacts().directory());
    assertThat(
            DbtArtifacts.runResults(first.artifacts().path("run_results.json"))
                .metadata()
                .invocationId())
        .as("the first one's results, after the second has run")
        .isEqualTo(first.invocation().id());
  }

  @Test
  void a_failing_test_is_told_by_the_results_not_by_an_exception_of_the_runner() throws Exception {
    Trial trial = trial(World.FAILING_TEST);

    Throwable failure = catchThrowable(trial::run);

    assertThat(failure).isInstanceOf(StepFailedException.class);
    assertThat(trial.lastExit().completed()).isTrue();
    assertThat(trial.lastExit().errors()).as("what dbt said about errors").isNotEmpty();
    assertThat(trial.lastInvocation().targetPath().resolve("run_results.json")).isNotEmptyFile();
    DbtResult left = trial.command().leavingFailuresToGates().run(trial.context());
    assertThat(left.failures().total()).isPositive();
  }

  @Test
  void a_project_that_cannot_be_read_says_why() throws Exception {
    Trial trial = trial(World.BROKEN_PROJECT);

    Throwable failure = catchThrowable(trial::run);

    assertThat(failure).isInstanceOf(StepFailedException.class);
    assertThat(trial.lastExit().code()).isNotZero();
    assertThat(trial.lastExit().errors()).as("what dbt said about errors").isNotEmpty();
  }

  @Test
  void an_interrupted_build_has_ended_and_its_log_stays() throws Exception {
    Trial trial = trial(World.GREEN);
    var unused = trial.context().onProgress(told -> Thread.currentThread().interrupt());

    Throwable end = catchThrowable(trial::run);

    boolean flag = Thread.interrupted();
    assertThat(end)
        .as("a runner that was interrupted, with the flag " + (flag ? "set" : "clear"))
        .isInstanceOf(InterruptedException.class);
    assertThat(trial.runner().exits).isEmpty();
    assertThat(Files.size(trial.lastInvocation().log())).isPositive();
  }

  @Test
  void its_version_stays_the_same() throws Exception {
    Trial trial = trial(World.GREEN);

    assertThat(trial.runner().version(trial.context()))
        .isEqualTo(trial.runner().version(trial.context()));
  }
}
