package dev.lockflight;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The parts of a pipeline, sorted by kind, with the list order turned into joins. */
record PipelineParts(
    List<Trigger> triggers,
    List<Parameter<?>> parameters,
    List<Stage> stages,
    Map<StageName, Join> joins) {

  static PipelineParts sorted(String pipeline, List<? extends PipelinePart> parts) {
    List<Trigger> triggers = new ArrayList<>();
    Map<String, Parameter<?>> parameters = new LinkedHashMap<>();
    List<Stage> stages = new ArrayList<>();
    Map<StageName, Join> joins = new LinkedHashMap<>();
    List<StageName> before = List.of();
    for (PipelinePart part : parts) {
      if (part instanceof PipelinePart.StartedOn on) {
        triggers.addAll(on.triggers());
      } else if (part instanceof PipelinePart.Parameters given) {
        given.parameters().forEach(parameter -> add(pipeline, parameters, parameter));
      } else {
        List<Stage> group =
            part instanceof PipelinePart.Parallel parallel
                ? parallel.stages()
                : List.of((Stage) part);
        for (Stage stage : group) {
          Join after = stage.placement().after();
          stages.add(stage);
          joins.putIfAbsent(stage.name(), after == null ? Join.all(before) : after);
        }
        before = group.stream().map(Stage::name).toList();
      }
    }
    for (Trigger trigger : triggers) {
      if (trigger instanceof Trigger.Manual manual) {
        manual.inputs().forEach(parameter -> add(pipeline, parameters, parameter));
      }
    }
    checkStages(pipeline, stages, joins);
    return new PipelineParts(
        List.copyOf(triggers), List.copyOf(parameters.values()), List.copyOf(stages), joins);
  }

  private static void add(String pipeline, Map<String, Parameter<?>> all, Parameter<?> parameter) {
    Parameter<?> before = all.putIfAbsent(parameter.name(), parameter);
    if (before != null && !before.equals(parameter)) {
      throw new InvalidDefinitionException(
          "pipeline "
              + pipeline
              + " has two different parameters "
              + parameter.name()
              + ": "
              + before
              + " and "
              + parameter);
    }
  }

  private static void checkStages(String pipeline, List<Stage> stages, Map<StageName, Join> joins) {
    if (stages.isEmpty()) {
      throw new InvalidDefinitionException(
          "pipeline " + pipeline + " must have at least one stage");
    }
    Set<StageName> seen = new HashSet<>();
    for (Stage stage : stages) {
      if (!seen.add(stage.name())) {
        throw new InvalidDefinitionException(
            "pipeline " + pipeline + " has two stages named " + stage.name());
      }
    }
    joins.forEach(
        (stage, join) ->
            join.needs().stream()
                .filter(need -> !seen.contains(need))
                .findFirst()
                .ifPresent(
                    need -> {
                      throw new InvalidDefinitionException(
                          "stage "
                              + stage
                              + " is after "
                              + need
                              + ", but pipeline "
                              + pipeline
                              + " has no stage "
                              + need
                              + "; it has "
                              + seen);
                    }));
  }
}
