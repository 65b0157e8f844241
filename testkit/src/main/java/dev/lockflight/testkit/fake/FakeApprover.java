package dev.lockflight.testkit.fake;

import dev.lockflight.ApprovalRequest;
import dev.lockflight.Decision;
import dev.lockflight.GateName;
import dev.lockflight.Principal;
import dev.lockflight.RunId;
import dev.lockflight.StageName;
import dev.lockflight.engine.Answer;
import dev.lockflight.engine.Engine;
import dev.lockflight.engine.RefusedException;
import dev.lockflight.run.ApprovalRun;
import dev.lockflight.run.Run;
import dev.lockflight.run.StageRun;
import dev.lockflight.store.RunStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A person who answers approvals by rule, when a test lets time come to it. Immutable.
 *
 * <pre>{@code
 * FakeApprover bob = FakeApprover.of(Principal.of("bob")).approving("owners").after(ofHours(2));
 * assertThat(bob.answerAll(engine, time.instant())).hasSize(1);
 * }</pre>
 */
public final class FakeApprover {
  /** One answer that was given; refused by the engine when there is a reason. */
  public record Given(
      RunId run, GateName approval, Decision.Answer answer, @Nullable RefusedException refusal) {
    /** Why the engine did not take it. */
    public Optional<RefusedException.Reason> refused() {
      return Optional.ofNullable(refusal).map(RefusedException::reason);
    }
  }

  private record Rule(GateName approval, Decision.Answer answer, Duration after, String comment) {}

  private final Principal person;
  private final List<Rule> rules;

  private FakeApprover(Principal person, List<Rule> rules) {
    this.person = person;
    this.rules = List.copyOf(rules);
  }

  public static FakeApprover of(Principal person) {
    return new FakeApprover(person, List.of());
  }

  public FakeApprover approving(String approval) {
    return with(new Rule(GateName.of(approval), Decision.Answer.APPROVE, Duration.ZERO, "fine"));
  }

  public FakeApprover rejecting(String approval, String why) {
    return with(new Rule(GateName.of(approval), Decision.Answer.REJECT, Duration.ZERO, why));
  }

  /** What was said last is said so long after the question, not before. */
  public FakeApprover after(Duration time) {
    if (rules.isEmpty()) {
      throw new IllegalStateException("say what is answered before saying when");
    }
    List<Rule> changed = new ArrayList<>(rules);
    Rule last = changed.remove(changed.size() - 1);
    changed.add(new Rule(last.approval, last.answer, time, last.comment));
    return new FakeApprover(person, changed);
  }

  /** Answers once, on the caller's thread, whatever waits for this person and is due. */
  public List<Given> answerAll(Engine engine, Instant now) {
    List<Given> given = new ArrayList<>();
    for (var unfinished : engine.list(RunStore.Query.UNFINISHED)) {
      Run run = engine.find(unfinished.run()).orElseThrow();
      for (StageRun stage : run.stages().values()) {
        for (ApprovalRun asked : stage.approvals().values()) {
          if (stage.isActive() && waitsForMe(asked)) {
            due(asked.request(), now)
                .ifPresent(rule -> given.add(answer(engine, run.id(), stage.name(), asked, rule)));
          }
        }
      }
    }
    return given;
  }

  private boolean waitsForMe(ApprovalRun asked) {
    return !asked.isVoid()
        && asked.decisions().stream().noneMatch(said -> said.by().name().equals(person.name()));
  }

  private Optional<Rule> due(ApprovalRequest request, Instant now) {
    return rules.stream()
        .filter(rule -> rule.approval.equals(request.gate()))
        .filter(rule -> !request.askedAt().plus(rule.after).isAfter(now))
        .findFirst();
  }

  private Given answer(Engine engine, RunId run, StageName stage, ApprovalRun asked, Rule rule) {
    Answer answer =
        new Answer(run, rule.approval, person, rule.comment, stage, asked.request().seen());
    try {
      Run unused =
          rule.answer == Decision.Answer.APPROVE ? engine.approve(answer) : engine.reject(answer);
      return new Given(run, rule.approval, rule.answer, null);
    } catch (RefusedException e) {
      return new Given(run, rule.approval, rule.answer, e);
    }
  }

  private FakeApprover with(Rule rule) {
    List<Rule> all = new ArrayList<>(rules);
    all.add(rule);
    return new FakeApprover(person, all);
  }
}
