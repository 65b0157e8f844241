package dev.lockflight.connector.terraform;

import dev.lockflight.Evidence;
import dev.lockflight.LockflightException;
import dev.lockflight.StepFailedException;
import java.util.List;

/**
 * Terraform could not do its work. A step's {@link StepFailedException} has it as its cause; a gate
 * that meets it is ERRORED.
 */
public final class TerraformException extends LockflightException {
  private static final int MOST = 20;
  private final TerraformProblem problem;
  private final transient List<Diagnostic> diagnostics;

  TerraformException(TerraformProblem problem, String what, List<Diagnostic> diagnostics) {
    super(what + ". " + problem.advice());
    this.problem = problem;
    this.diagnostics = List.copyOf(diagnostics);
  }

  public TerraformProblem problem() {
    return problem;
  }

  /** The same as the failure of a step, TRANSIENT where trying again can help. */
  StepFailedException asStepFailure(String logFile) {
    Evidence[] evidence =
        diagnostics.stream()
            .limit(MOST)
            .map(each -> each.asEvidence(logFile))
            .toArray(Evidence[]::new);
    String message = String.valueOf(getMessage());
    StepFailedException failure =
        problem.isTransient()
            ? StepFailedException.transientFailure(message, evidence)
            : StepFailedException.fatal(message, evidence);
    return failure.causedBy(this);
  }
}
