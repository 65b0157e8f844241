package dev.lockflight;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a run is pinned to: the outline of every stage as it was when the run was created.
 *
 * @param stages the outline of each stage, with what it waits for and its environment's rules
 */
public record Structure(PipelineName pipeline, Map<StageName, String> stages) {
  public Structure {
    stages = Collections.unmodifiableMap(new LinkedHashMap<>(stages));
  }

  static Structure of(Pipeline pipeline) {
    Map<StageName, String> stages = new LinkedHashMap<>();
    for (Stage stage : pipeline.stages()) {
      String lock = stage.environment().map(e -> "\nlock " + e.lock()).orElse("");
      stages.put(stage.name(), stage + "\njoin " + pipeline.joinOf(stage.name()) + lock);
    }
    return new Structure(pipeline.name(), stages);
  }

  public Digest digest() {
    StringBuilder text = new StringBuilder(pipeline.value());
    stages.forEach((stage, outline) -> text.append('\n').append(outline));
    return Digest.of(text.toString());
  }

  /**
   * What would touch something that already happened if a run of this structure went on with {@code
   * now}: empty when nothing would.
   *
   * @param begun the stages that have begun or ended
   */
  public Optional<String> conflictWith(Structure now, Set<StageName> begun) {
    List<String> conflicts = new ArrayList<>();
    for (StageName stage : begun) {
      String before = stages.get(stage);
      String after = now.stages.get(stage);
      if (after == null) {
        conflicts.add("stage " + stage + " has begun and is gone");
      } else if (!after.equals(before)) {
        conflicts.add(
            "stage " + stage + " has begun and changed: " + firstDifference(before, after));
      }
    }
    return conflicts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", conflicts));
  }

  private static String firstDifference(
      @org.jspecify.annotations.Nullable String before, String after) {
    List<String> old = before == null ? List.of() : before.lines().map(String::strip).toList();
    List<String> changed = after.lines().map(String::strip).toList();
    for (String line : old) {
      if (!changed.contains(line)) {
        String now = changed.stream().filter(l -> !old.contains(l)).findFirst().orElse("nothing");
        return "'" + line + "' became '" + now + "'";
      }
    }
    return changed.stream()
        .filter(l -> !old.contains(l))
        .findFirst()
        .map(l -> "'" + l + "' is new")
        .orElse("its order changed");
  }
}
