package dev.lockflight.testkit.explore;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An invariant that does not hold, and a shortest way to where it does not.
 *
 * @param what is wrong
 * @param story what happens, one thing a line; {@link Exploration#follow} takes it
 */
public record Violation(String invariant, String what, List<String> story) {
  public Violation {
    story = List.copyOf(story);
  }

  /** The story for people, and as a test. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("violated: ").append(invariant);
    text.append("\nbecause ").append(what).append("\nwhen");
    for (int i = 0; i < story.size(); i++) {
      text.append("\n  ").append(i + 1).append(". ").append(story.get(i));
    }
    return text.append("\nas a test:\n").append(asTest()).toString();
  }

  private String asTest() {
    return story.stream()
        .map(line -> "    \"" + line.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
        .collect(
            Collectors.joining(
                ",\n", "explore(pipeline).requiring(/* " + invariant + " */).follow(\n", ");"));
  }
}
