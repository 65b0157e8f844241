package dev.lockflight.connector.airflow;

import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.Verdict;
import java.util.List;

/** Opens while Airflow has no import errors. */
record ImportErrorsGate(Airflow airflow) implements Gate {
  private static final int SHOWN = 20;

  @Override
  public GateName name() {
    return GateName.of("no import errors");
  }

  @Override
  public String describe() {
    return "every DAG file can be imported by " + airflow.base();
  }

  @Override
  public Verdict evaluate(GateContext context) throws InterruptedException {
    List<ImportError> errors = airflow.importErrors();
    if (errors.isEmpty()) {
      return Verdict.passed(
          "every DAG file was imported",
          Evidence.of("import errors", 0, 0, airflow.base().toString()));
    }
    Evidence[] seen =
        errors.stream()
            .limit(SHOWN)
            .map(error -> error.evidence(airflow.base().toString()))
            .toArray(Evidence[]::new);
    return Verdict.failed(
        errors.size() + " DAG files cannot be imported: correct them, first " + errors.get(0),
        seen);
  }
}
