package dev.lockflight.connector.github;

import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Progress;
import dev.lockflight.RemoteOperation;
import dev.lockflight.StepContext;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Starts a workflow and waits for its end: a step. Its jobs are shown as progress; aborting the
 * step cancels the run. Immutable and thread-safe.
 *
 * <p>So that it is found again after a crash, the workflow must declare an input {@code lockflight}
 * and show it:
 *
 * <pre>{@code
 * run-name: deploy ${{ inputs.lockflight }}
 * on: { workflow_dispatch: { inputs: { lockflight: { type: string } } } }
 * }</pre>
 *
 * <p>One that cannot declare it is started with {@link #uncorrelated()}.
 */
public final class WorkflowDispatch implements RemoteOperation<WorkflowRun> {
  /** GitHub takes no more inputs than these. */
  private static final int MOST_INPUTS = 25;

  private final RepositoryCalls calls;
  private final String workflow;
  private final String ref;
  private final Map<String, String> inputs;
  private final boolean isCorrelated;

  WorkflowDispatch(
      RepositoryCalls calls,
      String workflow,
      String ref,
      Map<String, String> inputs,
      boolean isCorrelated) {
    if (inputs.size() + (isCorrelated ? 1 : 0) > MOST_INPUTS) {
      throw new InvalidDefinitionException(
          "GitHub takes at most " + MOST_INPUTS + " inputs: " + inputs.keySet());
    }
    this.calls = calls;
    this.workflow = workflow;
    this.ref = ref;
    this.inputs = Collections.unmodifiableMap(new TreeMap<>(inputs));
    this.isCorrelated = isCorrelated;
  }

  public WorkflowDispatch input(String name, String value) {
    Map<String, String> all = new TreeMap<>(inputs);
    all.put(name, value);
    return new WorkflowDispatch(calls, workflow, ref, all, isCorrelated);
  }

  /**
   * Without the input {@code lockflight}: a crash at the moment of the start may start it twice, so
   * give its step {@code atMostOnce()}. Needs a GitHub that answers with the run: Enterprise Server
   * does not.
   */
  public WorkflowDispatch uncorrelated() {
    return new WorkflowDispatch(calls, workflow, ref, inputs, false);
  }

  @Override
  public String name() {
    return "workflow " + workflow.replace('/', ' ');
  }

  @Override
  public String describe() {
    return "run workflow "
        + workflow
        + " of "
        + calls.name()
        + " at "
        + ref
        + " with "
        + inputs.keySet();
  }

  @Override
  public Handle submit(StepContext context) throws Exception {
    return GitHubCall.failingAsStep(
        () -> new DispatchCalls(calls, workflow, ref).submit(inputs, isCorrelated, context));
  }

  @Override
  public Poll<WorkflowRun> poll(Handle handle, StepContext context) throws Exception {
    return GitHubCall.failingAsStep(
        () -> {
          Optional<Long> run = new DispatchCalls(calls, workflow, ref).find(handle);
          return run.isPresent()
              ? new RunWatch(new WorkflowRuns(calls)).look(run.get())
              : Poll.running(
                  RunWatch.AGAIN, Progress.of("waits for GitHub to start " + workflow, 0));
        });
  }

  @Override
  public void cancel(Handle handle, StepContext context) throws Exception {
    var unused =
        GitHubCall.failingAsStep(
            () -> {
              Optional<Long> run = new DispatchCalls(calls, workflow, ref).find(handle);
              if (run.isPresent()) {
                new WorkflowRuns(calls).cancel(run.get());
              }
              return run;
            });
  }
}
