package dev.lockflight.engine;

import dev.lockflight.Environment;
import dev.lockflight.Hotfix;
import dev.lockflight.HotfixRule;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.StageNode;
import dev.lockflight.engine.RefusedException.Reason;
import dev.lockflight.run.Origin;
import dev.lockflight.run.Run;
import java.util.List;
import java.util.Optional;

/** What makes a run a hotfix, and who may start one. */
final class RunHotfix {
  private RunHotfix() {}

  /** Who started the run as a hotfix, and why. */
  static Optional<Hotfix> of(Run run) {
    Origin origin = run.created().origin();
    return origin.kind() == Origin.Kind.HOTFIX
        ? Optional.of(new Hotfix(run.created().cause().by(), origin.reason()))
        : Optional.empty();
  }

  static boolean passesFreezes(Turn turn, StageNode node) {
    return node.stage()
        .environment()
        .flatMap(Environment::hotfixes)
        .filter(rule -> rule.passesFreezesFor(of(turn.run())))
        .isPresent();
  }

  /**
   * A hotfix needs a reason, and somebody whom at least one environment lets start one.
   *
   * @throws RefusedException NEEDS_COMMENT or NOT_ALLOWED
   */
  static void check(Pipeline pipeline, StartRequest request) {
    String reason = request.hotfix();
    if (reason == null) {
      return;
    }
    if (reason.isBlank()) {
      throw new RefusedException(Reason.NEEDS_COMMENT, "a hotfix needs a reason");
    }
    Principal by = request.cause().by();
    List<HotfixRule> rules =
        pipeline.environments().stream().flatMap(each -> each.hotfixes().stream()).toList();
    if (rules.stream().noneMatch(rule -> rule.allows(by))) {
      throw new RefusedException(
          Reason.NOT_ALLOWED,
          by.name()
              + " may not start a hotfix of "
              + pipeline.name()
              + (rules.isEmpty() ? ": no environment lets anybody" : "; allowed: " + rules));
    }
  }
}
