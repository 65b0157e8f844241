package dev.lockflight.testkit.simulation;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.lockflight.ApprovalRule;
import dev.lockflight.GateName;
import dev.lockflight.ItemPath;
import dev.lockflight.Phase;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.RunId;
import dev.lockflight.StageName;
import dev.lockflight.engine.Answer;
import dev.lockflight.engine.Blocker;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Resolution;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import dev.lockflight.testkit.assertion.RunRecord;
import java.util.List;

/**
 * A run of a simulation, and what people do to it. What is refused throws {@link
 * dev.lockflight.engine.RefusedException}. Not thread-safe.
 */
public final class SimulatedRun {
  private final Simulation simulation;
  private final RunId id;

  SimulatedRun(Simulation simulation, RunId id) {
    this.simulation = simulation;
    this.id = id;
  }

  public RunId id() {
    return id;
  }

  /** The run as it stands now. */
  public Run run() {
    return simulation.engine().find(id).orElseThrow();
  }

  public RunStatus status() {
    return run().status();
  }

  public Pipeline pipeline() {
    return simulation.pipelineOf(id);
  }

  public List<JournalEntry> journal() {
    return simulation.engine().journal(id);
  }

  /** What assertions look at, as it stands now. */
  public RunRecord record() {
    return new RunRecord(pipeline(), run(), journal());
  }

  /** What keeps it from going on. */
  public List<Blocker> blockers() {
    return simulation.engine().explain(id);
  }

  // People.

  /** As many people as the approval needs, all of whom may, approve what is shown now. */
  @CanIgnoreReturnValue
  public SimulatedRun approve(String approval) {
    ApprovalRule rule = rule(approval);
    for (int person = 1; person <= rule.quorum(); person++) {
      var unused = answered(Answer.to(id, approval, approver(rule, person)).saying("fine"), true);
    }
    return this;
  }

  @CanIgnoreReturnValue
  public SimulatedRun approve(String approval, Principal by) {
    return answered(Answer.to(id, approval, by).saying("fine"), true);
  }

  /** Somebody who may rejects what is shown now. */
  @CanIgnoreReturnValue
  public SimulatedRun reject(String approval) {
    return reject(approval, approver(rule(approval), 1), "no");
  }

  @CanIgnoreReturnValue
  public SimulatedRun reject(String approval, Principal by, String why) {
    return answered(Answer.to(id, approval, by).saying(why), false);
  }

  /** An answer with all that can be said about it: stage, comment, the digest that was seen. */
  @CanIgnoreReturnValue
  public SimulatedRun approve(Answer answer) {
    return answered(answer, true);
  }

  private SimulatedRun answered(Answer answer, boolean approves) {
    var unused =
        approves ? simulation.engine().approve(answer) : simulation.engine().reject(answer);
    return settled();
  }

  private ApprovalRule rule(String approval) {
    GateName name = GateName.of(approval);
    return pipeline().graph().nodes().stream()
        .flatMap(node -> node.stage().gates(Phase.REQUIRE).stream())
        .flatMap(gate -> gate.approvals().stream())
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no approval is called '" + approval + "'"));
  }

  /** An approver of the rule who neither started the run nor wrote a commit of it. */
  private static Principal approver(ApprovalRule rule, int number) {
    String group = rule.approvers().iterator().next();
    return Principal.of(group + "-" + number).withGroups(group);
  }

  @CanIgnoreReturnValue
  public SimulatedRun abort(Principal by, String reason) {
    var unused = simulation.engine().abort(id, by, reason);
    return settled();
  }

  /** Opens a gate against its verdict. */
  @CanIgnoreReturnValue
  public SimulatedRun override(String stage, Phase phase, String gate, Principal by, String why) {
    ItemPath path = new ItemPath(StageName.of(stage), phase, gate);
    var unused = simulation.engine().override(id, path, by, why);
    return settled();
  }

  /** Decides about a step that waits for a person. */
  @CanIgnoreReturnValue
  public SimulatedRun resolve(ItemPath step, Resolution resolution, Principal by, String why) {
    var unused = simulation.engine().resolve(id, step, resolution, by, why);
    return settled();
  }

  /** A new run of the same release from that stage on. */
  public SimulatedRun rerun(String fromStage, Principal by, String reason) {
    return simulation.added(simulation.engine().rerun(id, fromStage, by, reason));
  }

  private SimulatedRun settled() {
    simulation.settle();
    return this;
  }

  @Override
  public String toString() {
    return run().toString();
  }
}
