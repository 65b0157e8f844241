package dev.lockflight.engine;

import dev.lockflight.ApprovalRequest;
import dev.lockflight.Decision;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.ItemPath;
import dev.lockflight.StageNode;
import dev.lockflight.run.ApprovalRun;
import dev.lockflight.run.GateRun;
import dev.lockflight.run.ItemKey;
import dev.lockflight.run.Run;
import dev.lockflight.run.StageRun;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A run as one of its gates sees it. The time stands still while a gate is asked. */
final class GateView extends RunView implements GateContext {
  private final Instant now;

  GateView(Surroundings surroundings, Run run, StageNode node, ItemPath gate, Instant now) {
    super(surroundings, run, node, gate);
    this.now = now;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public List<Evaluation> earlier() {
    return gate().map(GateRun::evaluations).orElse(List.of());
  }

  @Override
  public Instant reachedAt() {
    return gate().map(GateRun::reachedAt).orElse(now);
  }

  @Override
  public Optional<ApprovalRequest> request(GateName approval) {
    return stageRun().approval(approval).filter(asked -> !asked.isVoid()).map(ApprovalRun::request);
  }

  @Override
  public List<Decision> decisions(GateName approval) {
    return stageRun().decisions(approval);
  }

  private Optional<GateRun> gate() {
    return stageRun().gate(ItemKey.of(item()));
  }

  private StageRun stageRun() {
    return snapshot().stage(stage());
  }
}
