package dev.lockflight.proof;

import dev.lockflight.Cause;
import dev.lockflight.Condition;
import dev.lockflight.Parameter;
import dev.lockflight.Pipeline;
import dev.lockflight.Stage;
import dev.lockflight.Trigger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Every way a run can be started, as far as the conditions of its stages tell them apart. There may
 * be more than can happen, never fewer.
 */
final class Scenarios {
  /** Beyond so many open conditions they are taken to hold or not, each stage by itself. */
  private static final int MOST_OPEN = 10;

  private final Set<Condition> elements = new LinkedHashSet<>();

  private Scenarios(Pipeline pipeline) {
    for (Stage stage : pipeline.stages()) {
      elements.addAll(stage.placement().when().elements());
    }
  }

  static List<Scenario> of(Pipeline pipeline) {
    List<Trigger> triggers =
        pipeline.triggers().isEmpty()
            ? List.of(new Trigger.Manual(List.of()))
            : pipeline.triggers();
    return new Scenarios(pipeline)
        .of(triggers.stream().flatMap(t -> Start.of(t).stream()).toList());
  }

  /** None when the trigger does not start it. */
  static List<Scenario> of(Pipeline pipeline, Trigger trigger) {
    return new Scenarios(pipeline)
        .of(Start.of(trigger).stream().filter(start -> start.canStart(pipeline)).toList());
  }

  /** None when the cause does not start it. */
  static List<Scenario> of(Pipeline pipeline, Cause cause) {
    return pipeline.isStartedBy(cause)
        ? List.of(Scenario.of(cause, new Scenarios(pipeline).elements))
        : List.of();
  }

  private List<Scenario> of(List<Start> starts) {
    List<Scenario> all = new ArrayList<>();
    for (Start start : starts) {
      Map<Condition, Boolean> known = new HashMap<>();
      List<Condition> open = new ArrayList<>();
      for (Condition element : elements) {
        Optional<Boolean> answer = start.answers(element);
        answer.ifPresentOrElse(holds -> known.put(element, holds), () -> open.add(element));
      }
      if (open.size() > MOST_OPEN) {
        all.add(new Scenario(start.toString(), known));
      } else {
        all.addAll(combinations(start, known, open));
      }
    }
    return all;
  }

  private static List<Scenario> combinations(
      Start start, Map<Condition, Boolean> known, List<Condition> open) {
    List<Scenario> all = new ArrayList<>();
    for (int bits = 0; bits < 1 << open.size(); bits++) {
      Map<Condition, Boolean> holds = new HashMap<>(known);
      for (int i = 0; i < open.size(); i++) {
        holds.put(open.get(i), (bits >> i & 1) == 1);
      }
      if (canBe(start, holds)) {
        all.add(new Scenario(start.toString(), holds));
      }
    }
    return all;
  }

  /** A branch has one name, and a parameter one value. */
  private static boolean canBe(Start start, Map<Condition, Boolean> holds) {
    Map<Parameter<?>, String> values = new HashMap<>();
    for (Map.Entry<Condition, Boolean> each : holds.entrySet()) {
      if (each.getValue() && each.getKey() instanceof Condition.ParameterIs is) {
        String other = values.put(is.parameter(), is.value());
        if (other != null && !Objects.equals(other, is.value())) {
          return false;
        }
      }
      if (each.getValue() && each.getKey() instanceof Condition.OnBranch on) {
        String branch = on.pattern().glob();
        if (branch.indexOf('*') < 0 && !agrees(start.onBranch(branch), start, holds)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean agrees(Start exact, Start start, Map<Condition, Boolean> holds) {
    boolean starts = exact.answers(new Condition.StartedBy(start.trigger())).orElse(true);
    return starts
        && holds.entrySet().stream()
            .allMatch(
                each -> exact.answers(each.getKey()).map(each.getValue()::equals).orElse(true));
  }
}
