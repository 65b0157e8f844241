package dev.lockflight.engine;

import dev.lockflight.Principal;
import dev.lockflight.RunId;
import dev.lockflight.run.LockClaim;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.RunSummary;
import dev.lockflight.store.RunStore;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up what an earlier engine left: locks, alarms of waiting runs, and the runs that were under
 * way. Waiting runs are not read, so ten thousand of them cost ten thousand rows.
 */
final class Recover {
  private static final Logger LOG = LoggerFactory.getLogger(Recover.class);

  private record Claim(LockTable.Claimant claimant, LockClaim claim) {}

  private final Works works;
  private final Predicate<RunId> goesOn;

  Recover(Works works, Predicate<RunId> goesOn) {
    this.works = works;
    this.goesOn = goesOn;
  }

  void all() {
    List<RunSummary> unfinished = works.store().list(RunStore.Query.UNFINISHED);
    unfinished.stream()
        .flatMap(Recover::claims)
        .sorted(Comparator.comparing(each -> each.claim().since()))
        .forEach(
            each ->
                works
                    .locks()
                    .restore(each.claim().environment(), each.claimant(), each.claim().held()));
    works.grantFreeLocks();
    for (int i = unfinished.size() - 1; i >= 0; i--) {
      RunSummary summary = unfinished.get(i);
      if (!goesOn.test(summary.run())) {
        continue;
      }
      if (summary.status() != RunStatus.WAITING) {
        takeUp(summary.run(), Principal.ENGINE, "the engine was opened");
      }
      summary.wakeAt().ifPresent(at -> works.alarms().set(summary.run(), at));
    }
  }

  private static Stream<Claim> claims(RunSummary summary) {
    return summary.waits().claims().entrySet().stream()
        .map(
            (Map.Entry<dev.lockflight.StageName, LockClaim> entry) ->
                new Claim(
                    new LockTable.Claimant(
                        summary.run(), entry.getKey(), summary.moments().created()),
                    entry.getValue()));
  }

  /** One run that cannot be taken up must not keep the others from it. */
  private void takeUp(RunId run, Principal by, String reason) {
    try {
      var unused = works.turn(run, turn -> resumed(turn, by, reason));
    } catch (RuntimeException e) {
      LOG.warn("run {} is left where it is: {}", run, e.getMessage());
    }
  }

  static List<dev.lockflight.StageName> resumed(Turn turn, Principal by, String reason) {
    if (!turn.run().isEnded()) {
      turn.happened(new RunEvent.Resumed(by, turn.pipeline().structure().digest(), reason));
    }
    return List.of();
  }
}
