package dev.lockflight.engine;

import dev.lockflight.ApprovalRule;
import dev.lockflight.Cause;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.InvalidParameterException;
import dev.lockflight.Phase;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.Release;
import dev.lockflight.Trigger;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What triggers must be, so that none fails at night that could have failed when it was opened. */
final class TriggerRules {
  private TriggerRules() {}

  static void check(TriggersSetup setup) {
    for (Pipeline pipeline : setup.engine().works().pipelines().values()) {
      for (Trigger trigger : pipeline.triggers()) {
        if (trigger instanceof Trigger.Cron cron && !setup.released().none()) {
          checkSchedule(setup, pipeline, cron);
        }
      }
    }
    setup.polls().forEach(poll -> checkPoll(setup.engine(), poll.branch()));
    ChainRules.check(setup.engine().works().pipelines());
  }

  private static void checkSchedule(TriggersSetup setup, Pipeline pipeline, Trigger.Cron cron) {
    String what = cron + " of " + pipeline.name();
    Optional<WatchedBranch> released = setup.released().of(pipeline.name());
    if (released.isEmpty()) {
      throw new InvalidDefinitionException(
          what
              + " has nothing to release; say releasing(revisions, branch), or withoutSchedules()");
    }
    refuseUnknownAuthors(pipeline, released.get());
    Instant now = setup.engine().works().surroundings().clock().instant();
    if (new CronTimes(cron).after(now).isEmpty()) {
      throw new InvalidDefinitionException(what + " never occurs; no calendar has such a day");
    }
    try {
      Cause cause = Cause.cron(cron.expression().text());
      new StartRequest(pipeline.name(), cause, Release.of("any")).check(pipeline);
    } catch (InvalidParameterException e) {
      throw new InvalidDefinitionException(
          what + " cannot give a parameter that has no default: " + e.getMessage());
    }
  }

  private static void checkPoll(Engine engine, WatchedBranch branch) {
    Cause push = Cause.push(branch.name(), Principal.ENGINE);
    engine.works().pipelines().values().stream()
        .filter(pipeline -> pipeline.isStartedBy(push))
        .forEach(pipeline -> refuseUnknownAuthors(pipeline, branch));
  }

  private static void refuseUnknownAuthors(Pipeline pipeline, WatchedBranch branch) {
    boolean bars =
        pipeline.stages().stream()
            .flatMap(stage -> Stream.of(Phase.values()).flatMap(p -> stage.gates(p).stream()))
            .flatMap(gate -> gate.approvals().stream())
            .anyMatch(rule -> rule.barred().contains(ApprovalRule.Barred.AUTHORS));
    if (bars && !branch.revisions().knowsAuthors()) {
      throw new InvalidDefinitionException(
          "an approval of %s bars the authors, and %s does not know them; use a source that does, such as GitHub's, or webhooks"
              .formatted(pipeline.name(), branch.revisions().name()));
    }
  }

  /** What the ends of the engine's pipelines start. */
  static Set<Sequel> sequels(Engine engine) {
    Set<Sequel> all = new LinkedHashSet<>();
    for (Pipeline pipeline : engine.works().pipelines().values()) {
      for (Trigger trigger : pipeline.triggers()) {
        if (trigger instanceof Trigger.Upstream upstream) {
          all.add(new AfterSuccess(upstream.pipeline()));
        } else if (trigger instanceof Trigger.Failure failure) {
          all.add(new AfterFailure(failure, engine.ledger()));
        }
      }
    }
    return all;
  }
}
