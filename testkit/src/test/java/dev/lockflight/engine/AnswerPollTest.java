package dev.lockflight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.ApprovalRequest;
import dev.lockflight.ApprovalRule;
import dev.lockflight.Decision;
import dev.lockflight.Environment;
import dev.lockflight.LockPolicy;
import dev.lockflight.LockRule;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.Stage;
import dev.lockflight.Trigger;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import dev.lockflight.testkit.simulation.SimulatedRun;
import dev.lockflight.testkit.simulation.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerPollTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Trigger BY_HAND = new Trigger.Manual(List.of());

  private final Map<String, List<AnswerSource.Given>> given = new HashMap<>();
  private final List<TriggerEvent> told = new ArrayList<>();

  /** A place where people answer, by the commit they mean. */
  private final class Elsewhere implements AnswerSource {
    @Override
    public String name() {
      return "elsewhere";
    }

    @Override
    public boolean answers(String approval) {
      return approval.equals("owners");
    }

    @Override
    public List<Given> given(Run run, ApprovalRequest question) {
      return given.getOrDefault(run.release().commit(), List.of());
    }
  }

  private void approve(String commit, String id, String person) {
    Principal by = Principal.of(person).withGroups("owners");
    given
        .computeIfAbsent(commit, each -> new ArrayList<>())
        .add(new AnswerSource.Given(id, by, Decision.Answer.APPROVE, "fine"));
  }

  @Test
  void an_answer_to_a_question_that_has_changed_is_not_used_for_the_next() {
    Environment prod =
        Environment.of("prod")
            .require(ApprovalRule.of("owners").quorum(2))
            .lock(LockRule.of(LockPolicy.QUEUE).releasedWhileWaiting());
    Simulation sim =
        Simulation.of(Pipeline.of("p", Stage.of("prod").in(prod).run(new Steps().ok("deploy"))));
    sim.opening(
        engine ->
            Triggers.on(engine).answeredBy(new Elsewhere(), MINUTE).followedBy(told::add).open());
    SimulatedRun first = sim.start(BY_HAND, "aaa");
    SimulatedRun second = sim.start(BY_HAND, "bbb");
    approve("aaa", "1", "bob");
    sim.advance(MINUTE);
    approve("bbb", "2", "bob");
    approve("bbb", "3", "carol");
    sim.advance(MINUTE);
    assertThat(second.status()).isEqualTo(RunStatus.SUCCEEDED);

    approve("aaa", "4", "carol");
    sim.advance(MINUTE.multipliedBy(3)).crash().advance(MINUTE.multipliedBy(3));
    assertThat(first.status()).isEqualTo(RunStatus.WAITING);
    assertThat(told)
        .filteredOn(TriggerEvent.NotAnswered.class::isInstance)
        .singleElement()
        .satisfies(event -> assertThat(event.describe()).contains("look at it again"));

    approve("aaa", "5", "bob");
    approve("aaa", "6", "carol");
    sim.advance(MINUTE);
    assertThat(first.status()).isEqualTo(RunStatus.SUCCEEDED);
  }
}
