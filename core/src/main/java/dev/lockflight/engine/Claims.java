package dev.lockflight.engine;

import dev.lockflight.StageName;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.LockClaim;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.StageEvent;
import dev.lockflight.run.StageRun;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The environments that the stages of a run hold or queue for. */
final class Claims {
  private final Map<StageName, LockClaim> claims = new ConcurrentHashMap<>();

  void restore(StageRun stage) {
    stage.lock().ifPresent(claim -> claims.put(stage.name(), claim));
  }

  void note(JournalEntry entry) {
    RunEvent event = entry.event();
    if (event instanceof StageEvent.LockRequested requested) {
      claims.put(requested.stage(), new LockClaim(requested.environment(), false, entry.at()));
    } else if (event instanceof StageEvent.LockAcquired acquired) {
      claims.put(acquired.stage(), new LockClaim(acquired.environment(), true, entry.at()));
    } else if (event instanceof StageEvent.LockReleased released) {
      claims.remove(released.stage());
    }
  }

  Map<StageName, LockClaim> all() {
    return claims;
  }
}
