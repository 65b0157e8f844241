package dev.lockflight.plan;

import dev.lockflight.Gate;
import dev.lockflight.GateName;
import dev.lockflight.Phase;
import dev.lockflight.Verdict;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One gate of a planned stage.
 *
 * @param demand what it demands, in its own words
 */
public record PlannedGate(
    Phase phase, GateName name, String demand, Gate.Kind kind, Answer answer) {
  /**
   * What can be said of its answer before the run.
   *
   * @param now what it would say now; null when that is known only in the run
   * @param summary its sentence, or why nothing is known yet
   * @param asks the logins and groups that would be asked; empty unless it needs people
   */
  public record Answer(Verdict.@Nullable Status now, String summary, Set<String> asks) {
    public Answer {
      asks = Collections.unmodifiableSet(new TreeSet<>(asks));
    }

    public static Answer of(Verdict verdict) {
      return new Answer(verdict.status(), verdict.summary(), Set.of());
    }

    /** Known only in the run, for this reason. */
    public static Answer later(String reason) {
      return new Answer(null, reason, Set.of());
    }

    /** These people will be asked. */
    public static Answer people(Set<String> loginsOrGroups) {
      return new Answer(
          null, "asks " + String.join(", ", new TreeSet<>(loginsOrGroups)), loginsOrGroups);
    }

    /** What of it must still be so when the plan is applied; a sentence may name the time. */
    String binding() {
      return now == null ? summary : now.name();
    }

    @Override
    public String toString() {
      return now == null ? summary : "now " + now + (summary.isBlank() ? "" : ": " + summary);
    }
  }
}
