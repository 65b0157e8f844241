package dev.lockflight.examples.f1;

import dev.lockflight.Pipeline;
import dev.lockflight.connector.github.actions.WorkflowFile;
import dev.lockflight.examples.Workplace;
import dev.lockflight.examples.laptop.ActionsMain;
import dev.lockflight.examples.laptop.Machine;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * CI of the F1 project as a job of GitHub Actions: the same {@link F1AnalyticsCi}, started by the
 * pull request that started the job, on the commit that the job has checked out.
 */
public final class F1InActions {
  private F1InActions() {}

  /** Its exit code is the job's. */
  public static void main(String... arguments) throws Exception {
    Path data = Path.of(".lockflight", "f1-job");
    Run run = run(Machine.present(), System.getenv(), data, System.out);
    System.exit(run.status() == RunStatus.SUCCEEDED ? 0 : 1);
  }

  static Run run(Machine machine, Map<String, String> environment, Path data, PrintStream out)
      throws Exception {
    Path checkedOut = Path.of(environment.getOrDefault("GITHUB_WORKSPACE", "."));
    Path tree = data.toAbsolutePath().normalize().resolve("clone");
    Workplace place = new Workplace(tree, machine.runner(), data);
    return ActionsMain.run(
        environment,
        out,
        github ->
            F1AnalyticsCi.pullRequests(
                new F1Project(place, github, checkedOut, tree, machine.variables())));
  }

  /** The workflow that calls it; a test keeps the committed file current. */
  static WorkflowFile workflow(Pipeline ci) {
    return WorkflowFile.running(ci, "examples/flow.py F1-job")
        .permission("contents", "write")
        .permission("pull-requests", "write")
        .permission("statuses", "write");
  }
}
