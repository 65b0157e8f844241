package dev.lockflight.connector.airflow;

import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Verdict;
import dev.lockflight.connector.http.AnswerException;
import java.util.ArrayList;
import java.util.List;

/** Opens while DAGs can be run. */
record DagsReadyGate(Airflow airflow, List<String> dags) implements Gate {
  DagsReadyGate {
    if (dags.isEmpty()) {
      throw new InvalidDefinitionException("dagsReady must name at least one DAG: " + dags);
    }
  }

  @Override
  public GateName name() {
    return GateName.of("ready " + String.join(" ", dags));
  }

  @Override
  public String describe() {
    return "loaded, without import errors and not paused: " + String.join(", ", dags);
  }

  @Override
  public Verdict evaluate(GateContext context) throws InterruptedException {
    List<Evidence> seen = new ArrayList<>();
    List<String> unready = new ArrayList<>();
    for (String dag : dags) {
      String state = state(dag);
      seen.add(Evidence.of(dag, state, "ready", airflow.base().toString()));
      if (!state.equals("ready")) {
        unready.add(dag + " " + state);
      }
    }
    Evidence[] evidence = seen.toArray(Evidence[]::new);
    return unready.isEmpty()
        ? Verdict.passed("ready: " + String.join(", ", dags), evidence)
        : Verdict.failed(String.join("; ", unready), evidence);
  }

  private String state(String dag) throws InterruptedException {
    try {
      DagState found = airflow.dag(dag);
      if (!found.isLoaded()) {
        return "is in no file now: deploy it";
      }
      if (found.hasImportErrors()) {
        return "has import errors: correct " + found.file();
      }
      return found.isPaused() ? "is paused: unpause it" : "ready";
    } catch (AnswerException e) {
      if (e.status() == 404) {
        return "is unknown: deploy it, or look at the import errors";
      }
      throw e;
    }
  }
}
