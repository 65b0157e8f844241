package dev.lockflight.testkit.dbt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.lockflight.StepContext;
import dev.lockflight.connector.dbt.Dbt;
import dev.lockflight.connector.dbt.DbtInvocation;
import dev.lockflight.connector.dbt.DbtRunner;
import dev.lockflight.connector.dbt.DbtVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** A fault in a runner is caught, by the test that names it. */
class DbtRunnerContractTest {
  /** A third party's runner, with its contract. */
  static class Kept extends DbtRunnerContract {
    @TempDir Path project;

    @Override
    protected Subject in(World world) throws Exception {
      return new Subject(
          runner(world), RecordedDbtTest.project(project), Dbt::build, RecordedDbtTest.stage());
    }

    DbtRunner runner(World world) {
      return new Passing(RecordedDbt.playing(RecordedDbtTest.recorded(world)));
    }
  }

  /** Passes on to a good one. */
  static class Passing implements DbtRunner {
    private final DbtRunner good;

    Passing(DbtRunner good) {
      this.good = good;
    }

    @Override
    public DbtVersion version(StepContext context) throws Exception {
      return good.version(context);
    }

    @Override
    public Exit run(DbtInvocation invocation, StepContext context) throws Exception {
      return good.run(invocation, context);
    }
  }

  private static Set<String> caught(Class<?> dummy) {
    Set<String> names = new TreeSet<>();
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(dummy))
        .execute()
        .testEvents()
        .failed()
        .stream()
        .map(event -> event.getTestDescriptor().getSource().orElseThrow())
        .forEach(source -> names.add(((MethodSource) source).getMethodName()));
    return names;
  }

  @Test
  void a_good_runner_passes() {
    assertThat(caught(Kept.class)).isEmpty();
  }

  static final class Stale extends Kept {
    @Override
    DbtRunner runner(World world) {
      return new Passing(super.runner(world)) {
        private @Nullable Path first;

        @Override
        public Exit run(DbtInvocation invocation, StepContext context) throws Exception {
          Exit exit = super.run(invocation, context);
          Path results = invocation.targetPath().resolve("run_results.json");
          Path before = first;
          if (before == null) {
            first = results;
          } else {
            Path unused = Files.copy(before, results, StandardCopyOption.REPLACE_EXISTING);
          }
          return exit;
        }
      };
    }
  }

  @Test
  void a_runner_that_reports_stale_results_is_caught() {
    assertThat(caught(Stale.class)).contains("each_invocation_leaves_results_of_its_own");
  }

  static final class Throwing extends Kept {
    @Override
    DbtRunner runner(World world) {
      return new Passing(super.runner(world)) {
        @Override
        public Exit run(DbtInvocation invocation, StepContext context) throws Exception {
          Exit exit = super.run(invocation, context);
          if (exit.code() != 0) {
            throw new IOException("dbt ended with " + exit.code());
          }
          return exit;
        }
      };
    }
  }

  @Test
  void a_runner_that_decides_on_the_exit_code_is_caught() {
    assertThat(caught(Throwing.class))
        .containsExactly(
            "a_failing_test_is_told_by_the_results_not_by_an_exception_of_the_runner",
            "a_project_that_cannot_be_read_says_why");
  }

  static final class Untidy extends Kept {
    @Override
    DbtRunner runner(World world) {
      return new Passing(super.runner(world)) {
        @Override
        public Exit run(DbtInvocation invocation, StepContext context) throws Exception {
          Path unused = Files.createDirectories(invocation.project().resolve("target"));
          return super.run(invocation, context);
        }
      };
    }
  }

  @Test
  void a_runner_that_writes_into_the_project_is_caught() {
    assertThat(caught(Untidy.class))
        .containsExactly("a_green_build_is_believed_and_leaves_everything_in_its_directory");
  }

  static final class Wordless extends Kept {
    @Override
    DbtRunner runner(World world) {
      return new Passing(super.runner(world)) {
        @Override
        public Exit run(DbtInvocation invocation, StepContext context) throws Exception {
          Exit exit = super.run(invocation, context);
          return new Exit(exit.code(), exit.invocationId(), exit.completed(), java.util.List.of());
        }
      };
    }
  }

  @Test
  void a_runner_that_keeps_the_errors_to_itself_is_caught() {
    assertThat(caught(Wordless.class))
        .containsExactly(
            "a_failing_test_is_told_by_the_results_not_by_an_exception_of_the_runner",
            "a_project_that_cannot_be_read_says_why");
  }

  static final class Stubborn extends Kept {
    @Override
    DbtRunner runner(World world) {
      return new Passing(super.runner(world)) {
        @Override
        public Exit run(DbtInvocation invocation, StepContext context) throws Exception {
          try {
            return super.run(invocation, context);
          } catch (InterruptedException e) {
            return new Exit(0, "8b56d070-dfe3-446e-a564-e296056ffa61", true, java.util.List.of());
          }
        }
      };
    }
  }

  @Test
  void a_runner_that_swallows_its_interruption_is_caught() {
    assertThat(caught(Stubborn.class))
        .containsExactly("an_interrupted_build_has_ended_and_its_log_stays");
  }
}
