package dev.lockflight.proof;

import dev.lockflight.StageName;
import java.util.List;

/**
 * A way into a stage around a guard, as a story: how each stage on it ends, the entered one last.
 *
 * @param start what starts the run
 */
public record Bypass(StageName stage, Guard guard, String start, List<Leg> legs) {
  /**
   * One stage on the way.
   *
   * @param after what it waits for; empty for a first stage
   * @param why why the guard does not stop it
   */
  public record Leg(StageName stage, Ending ending, String after, String why) {
    @Override
    public String toString() {
      return stage + " " + ending.text() + (after.isEmpty() ? "" : " after " + after) + ": " + why;
    }
  }

  public Bypass {
    legs = List.copyOf(legs);
  }

  @Override
  public String toString() {
    StringBuilder story =
        new StringBuilder(
            "stage " + stage + " can be entered without " + guard + " (" + start + "):");
    for (Leg leg : legs) {
      boolean last = leg.stage().equals(stage);
      story.append('\n').append(last ? "→ " : "  ").append(leg);
    }
    return story.toString();
  }
}
