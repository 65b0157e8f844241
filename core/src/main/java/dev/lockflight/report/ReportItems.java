package dev.lockflight.report;

import dev.lockflight.Gate;
import dev.lockflight.GateContext.Evaluation;
import dev.lockflight.ItemPath;
import dev.lockflight.Phase;
import dev.lockflight.Stage;
import dev.lockflight.Step;
import dev.lockflight.Verdict;
import dev.lockflight.run.GateRun;
import dev.lockflight.run.ItemKey;
import dev.lockflight.run.StageRun;
import dev.lockflight.run.StepEvent.StepFailed;
import dev.lockflight.run.StepRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts together what a stage should do and what has happened. */
final class ReportItems {
  private final StageRun run;
  private final StepFailures failures;
  private final List<ReportItem> items = new ArrayList<>();
  private final Set<ItemKey> seen = new HashSet<>();

  private ReportItems(StageRun run, StepFailures failures) {
    this.run = run;
    this.failures = failures;
  }

  /**
   * The items in the order of the phases. Those of a rollback and for failures are left out unless
   * they happened.
   *
   * @param stage null when the pipeline no longer has it
   */
  static List<ReportItem> of(@Nullable Stage stage, StageRun run, StepFailures failures) {
    ReportItems all = new ReportItems(run, failures);
    if (stage != null) {
      all.addExpected(stage);
    }
    all.addUnexpected();
    all.items.sort(Comparator.comparing(item -> item.key().phase()));
    return List.copyOf(all.items);
  }

  private void addExpected(Stage stage) {
    boolean forgiven = stage.limits().allowFailure();
    for (Phase phase : Phase.values()) {
      for (Gate gate : stage.gates(phase)) {
        addGate(new ItemKey(phase, gate.name().value()), gate.describe(), forgiven);
      }
      for (Step<?> step : stage.steps(phase)) {
        ItemKey key = new ItemKey(phase, step.name().value());
        String does = step.operation().describe() + step.policy();
        addStep(key, does, forgiven || step.policy().allowFailure());
      }
    }
  }

  private void addUnexpected() {
    run.gates().keySet().stream()
        .filter(key -> !seen.contains(key))
        .sorted(Comparator.comparing(ItemKey::item))
        .forEach(key -> addGate(key, key.item(), false));
    run.steps().keySet().stream()
        .filter(key -> !seen.contains(key))
        .sorted(Comparator.comparing(ItemKey::item))
        .forEach(key -> addStep(key, key.item(), false));
  }

  private void addGate(ItemKey key, String demand, boolean mayFail) {
    add(new ReportItem(key, ReportItem.Kind.GATE, demand, mayFail, gateState(key)));
  }

  private void addStep(ItemKey key, String does, boolean mayFail) {
    add(new ReportItem(key, ReportItem.Kind.STEP, does, mayFail, stepState(key)));
  }

  private void add(ReportItem item) {
    boolean onlyIfNeeded =
        switch (item.key().phase()) {
          case ROLLBACK, VERIFY_ROLLBACK, ON_FAILURE -> true;
          case REQUIRE, RUN, VERIFY, ON_SUCCESS, ALWAYS -> false;
        };
    if (seen.add(item.key()) && (item.hasHappened() || !onlyIfNeeded)) {
      items.add(item);
    }
  }

  private ReportItem.State unreached() {
    return run.status().isEnd() ? ReportItem.State.NOT_REACHED : ReportItem.State.PENDING;
  }

  private ReportItem.State gateState(ItemKey key) {
    Optional<GateRun> gate = run.gate(key);
    if (gate.isEmpty()) {
      return unreached();
    }
    Verdict verdict = gate.get().verdict();
    List<Evaluation> all = gate.get().evaluations();
    Instant last = verdict.isPending() ? null : all.get(all.size() - 1).at();
    return new ReportItem.State(
        Mark.of(verdict),
        verdict.status().name(),
        verdict.summary(),
        0,
        new Span(gate.get().reachedAt(), last),
        verdict.evidence());
  }

  private ReportItem.State stepState(ItemKey key) {
    StepRun step = run.step(key).orElse(StepRun.NEW);
    if (step.state() == StepRun.State.NEW) {
      return unreached();
    }
    boolean failed = step.state() == StepRun.State.FAILED;
    return new ReportItem.State(
        Mark.of(step.state()),
        step.state().name(),
        step.message(),
        step.attempt(),
        new Span(step.times().first(), step.times().ended()),
        failed
            ? failures
                .of(new ItemPath(run.name(), key.phase(), key.item()))
                .map(StepFailed::evidence)
                .orElse(List.of())
            : List.of());
  }
}
