package dev.lockflight;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens at the end of a stage.
 *
 * @param onSuccess when everything before went well
 * @param rollback how its environment is brought back
 * @param onFailure when it failed, after the rollback
 * @param always at every end, once it has begun
 */
public record Reactions(
    List<Step<?>> onSuccess,
    @Nullable Rollback rollback,
    List<Step<?>> onFailure,
    List<Step<?>> always) {
  static final Reactions NONE = new Reactions(List.of(), null, List.of(), List.of());

  public Reactions {
    onSuccess = List.copyOf(onSuccess);
    onFailure = List.copyOf(onFailure);
    always = List.copyOf(always);
  }

  Reactions onSuccess(Step<?> step) {
    return new Reactions(and(onSuccess, step), rollback, onFailure, always);
  }

  Reactions onFailure(Rollback chosen) {
    return new Reactions(onSuccess, chosen, onFailure, always);
  }

  Reactions onFailure(Step<?> step) {
    return new Reactions(onSuccess, rollback, and(onFailure, step), always);
  }

  Reactions always(Step<?> step) {
    return new Reactions(onSuccess, rollback, onFailure, and(always, step));
  }

  private static List<Step<?>> and(List<Step<?>> steps, Step<?> step) {
    List<Step<?>> all = new ArrayList<>(steps);
    all.add(step);
    return all;
  }
}
