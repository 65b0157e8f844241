package dev.lockflight;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What makes a pipeline invalid; each message names the path and both ends. */
final class PipelineRules {
  private PipelineRules() {}

  /** The stages so that each follows its needs; list order where the graph leaves a choice. */
  static List<Stage> ordered(PipelineParts parts) {
    Map<StageName, Integer> open = new LinkedHashMap<>();
    Map<StageName, List<StageName>> followers = new HashMap<>();
    Map<StageName, Stage> byName = new LinkedHashMap<>();
    for (Stage stage : parts.stages()) {
      List<StageName> needs = parts.joins().getOrDefault(stage.name(), Join.NONE).needs();
      byName.put(stage.name(), stage);
      open.put(stage.name(), needs.size());
      needs.forEach(
          need -> followers.computeIfAbsent(need, n -> new ArrayList<>()).add(stage.name()));
    }
    Deque<StageName> ready = new ArrayDeque<>();
    open.forEach(
        (stage, needs) -> {
          if (needs == 0) {
            ready.add(stage);
          }
        });
    List<Stage> ordered = new ArrayList<>();
    while (!ready.isEmpty()) {
      StageName next = ready.remove();
      Stage stage = byName.get(next);
      if (stage != null) {
        ordered.add(stage);
      }
      open.remove(next);
      for (StageName follower : followers.getOrDefault(next, List.of())) {
        if (open.merge(follower, -1, Integer::sum) == 0) {
          ready.add(follower);
        }
      }
    }
    if (!open.isEmpty()) {
      throw new InvalidDefinitionException("stages form a cycle: " + cycle(open.keySet(), parts));
    }
    return ordered;
  }

  private static String cycle(Set<StageName> left, PipelineParts parts) {
    List<StageName> path = new ArrayList<>();
    StageName at = left.iterator().next();
    while (!path.contains(at)) {
      path.add(at);
      at =
          parts.joins().getOrDefault(at, Join.NONE).needs().stream()
              .filter(left::contains)
              .findFirst()
              .orElseThrow();
    }
    List<StageName> ring = new ArrayList<>(path.subList(path.indexOf(at), path.size()));
    ring.add(at);
    Collections.reverse(ring);
    return ring.stream().map(StageName::value).collect(Collectors.joining(" → "));
  }

  static void check(Pipeline pipeline) {
    for (Stage stage : pipeline.stages()) {
      checkNames(stage);
      checkProtection(stage);
    }
    checkEnvironments(pipeline);
    checkReachable(pipeline);
    OutputRules.check(pipeline);
  }

  private static void checkNames(Stage stage) {
    for (Phase phase : Phase.values()) {
      Set<String> seen = new HashSet<>();
      for (Gate gate : stage.gates(phase)) {
        if (!seen.add(gate.name().value())) {
          throw new InvalidDefinitionException(
              "stage "
                  + stage.name()
                  + " has two gates named "
                  + gate.name()
                  + " in its "
                  + phase.text()
                  + " phase");
        }
      }
      for (Step<?> step : stage.steps(phase)) {
        if (!seen.add(step.name().value())) {
          throw new InvalidDefinitionException(
              "stage "
                  + stage.name()
                  + " has two steps named '"
                  + step.name()
                  + "' in its "
                  + phase.text()
                  + " phase; give one another name with named(\"...\")");
        }
      }
    }
  }

  private static void checkProtection(Stage stage) {
    stage
        .environment()
        .filter(environment -> environment.isProtectedOne() && stage.deploys())
        .filter(environment -> environment.gates().isEmpty() && stage.gates().require().isEmpty())
        .ifPresent(
            environment -> {
              throw new InvalidDefinitionException(
                  "stage "
                      + stage.name()
                      + " deploys into protected environment "
                      + environment.name()
                      + " without any gate; add require(...) to either");
            });
  }

  private static void checkEnvironments(Pipeline pipeline) {
    Map<EnvironmentName, Stage> first = new HashMap<>();
    for (Stage stage : pipeline.stages()) {
      stage
          .environment()
          .ifPresent(
              environment -> {
                Stage other = first.putIfAbsent(environment.name(), stage);
                if (other != null && !other.environment().equals(stage.environment())) {
                  throw new InvalidDefinitionException(
                      "stages "
                          + other.name()
                          + " and "
                          + stage.name()
                          + " describe environment "
                          + environment.name()
                          + " differently");
                }
              });
    }
  }

  private static void checkReachable(Pipeline pipeline) {
    Set<Cause.Kind> starting =
        pipeline.triggers().isEmpty()
            ? EnumSet.of(Cause.Kind.MANUAL)
            : pipeline.triggers().stream().map(Trigger::kind).collect(Collectors.toSet());
    Map<StageName, Set<Cause.Kind>> kinds = new HashMap<>();
    for (StageNode node : pipeline.graph().nodes()) {
      Set<Cause.Kind> possible = new HashSet<>(starting);
      possible.retainAll(node.stage().placement().when().possibleKinds());
      Join join = node.join();
      boolean needsSuccess = join.wanted() == Join.Wanted.SUCCESS && !join.evenIfSkipped();
      if (needsSuccess && join.needed() == join.needs().size()) {
        join.needs().forEach(need -> possible.retainAll(kinds.getOrDefault(need, Set.of())));
      }
      if (possible.isEmpty()) {
        throw new InvalidDefinitionException(
            "stage "
                + node.name()
                + " can never run: it needs "
                + node.stage().placement().when()
                + (join.needs().isEmpty() ? "" : " after " + join)
                + ", but the pipeline starts on "
                + startsOn(pipeline));
      }
      kinds.put(node.name(), possible);
    }
  }

  private static String startsOn(Pipeline pipeline) {
    return pipeline.triggers().isEmpty() ? "a manual start only" : pipeline.triggers().toString();
  }
}
