package dev.lockflight.proof;

import dev.lockflight.Gate;
import dev.lockflight.Phase;
import dev.lockflight.StageNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells a story that was found, stage by stage. */
final class Telling {
  private final FreeEndings free;
  private final Guard guard;

  Telling(FreeEndings free, Guard guard) {
    this.free = free;
    this.guard = guard;
  }

  /** Cells that end like the point where they come together are not told by themselves. */
  List<Bypass.Leg> legs(Map<Integer, StorySearch.Part> parts) {
    List<Bypass.Leg> legs = new ArrayList<>();
    parts.forEach(
        (index, part) -> {
          StageNode node = free.node(index);
          if (!isToldByItsStage(node, part, parts)) {
            String after = node.join().needs().isEmpty() ? "" : node.join().toString();
            String shown = node.gathersCells() ? "its cells" : after;
            boolean forgiving = part.ending() == Ending.SUCCEEDED && hasFailedCell(node, parts);
            String why = forgiving ? "they may fail" : why(node, part);
            legs.add(new Bypass.Leg(node.name(), part.ending(), shown, why));
          }
        });
    return legs;
  }

  private boolean isToldByItsStage(
      StageNode node, StorySearch.Part part, Map<Integer, StorySearch.Part> parts) {
    return !node.cell().isEmpty()
        && parts.entrySet().stream()
            .filter(each -> each.getValue().ending() == part.ending())
            .map(each -> free.node(each.getKey()))
            .anyMatch(each -> each.gathersCells() && each.stage().equals(node.stage()));
  }

  private boolean hasFailedCell(StageNode node, Map<Integer, StorySearch.Part> parts) {
    return node.gathersCells()
        && node.needs().stream()
            .map(parts::get)
            .anyMatch(cell -> cell != null && cell.ending() == Ending.FAILED);
  }

  private String why(StageNode node, StorySearch.Part part) {
    return switch (part.ending()) {
      case SKIPPED -> part.because().why();
      case FAILED -> whyFailed(node);
      case ENTERED -> whyOpen(node, List.of(Phase.REQUIRE));
      case SUCCEEDED -> whyOpen(node, List.of(Phase.REQUIRE, Phase.VERIFY));
    };
  }

  private String whyFailed(StageNode node) {
    String allowed = node.stage().limits().allowFailure() ? ", and it may fail" : "";
    return gates(node, List.of(Phase.REQUIRE, Phase.VERIFY))
            .filter(guard::isKeptBy)
            .findFirst()
            .map(gate -> "it can end so before " + gate.name() + " has opened")
            .orElseGet(() -> whyOpen(node, List.of(Phase.REQUIRE, Phase.VERIFY)))
        + allowed;
  }

  private String whyOpen(StageNode node, List<Phase> phases) {
    Optional<String> mentioned =
        gates(node, phases).filter(guard::isMentionedBy).findFirst().map(this::obstacle);
    Optional<String> later =
        gates(node, List.of(Phase.VERIFY))
            .filter(guard::isKeptBy)
            .findFirst()
            .map(gate -> gate.name() + " is asked only after its steps");
    return mentioned.or(() -> later).orElse("it does not ask for " + guard);
  }

  private String obstacle(Gate gate) {
    boolean overridable = gate.opensOnlyAfter(guard.gate()) && !gate.overriders().isEmpty();
    return overridable
        ? gate.name() + " can be overridden by " + String.join(", ", gate.overriders())
        : "it can pass " + gate.name() + " without it: " + gate.describe();
  }

  private static Stream<Gate> gates(StageNode node, List<Phase> phases) {
    return phases.stream().flatMap(phase -> node.stage().gates(phase).stream());
  }
}
