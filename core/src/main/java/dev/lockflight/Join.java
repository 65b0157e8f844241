package dev.lockflight;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a stage waits for.
 *
 * <p>A need counts when it ended as {@code wanted} says. As soon as so many can no longer count,
 * the stage is skipped. A skipped need never counts as succeeded unless {@code evenIfSkipped}.
 *
 * @param needed how many of the needs must count
 */
public record Join(List<StageName> needs, int needed, Wanted wanted, boolean evenIfSkipped) {
  /** How a need must end to count. */
  public enum Wanted {
    SUCCESS,
    FAILURE,
    ANY_END
  }

  public Join {
    needs = List.copyOf(needs);
    if (needed < 0 || needed > needs.size() || (needed == 0 && !needs.isEmpty())) {
      throw new InvalidDefinitionException(
          "a join must need between 1 and " + needs.size() + " of " + needs + ": " + needed);
    }
  }

  /** Waits for nothing. */
  public static final Join NONE = new Join(List.of(), 0, Wanted.SUCCESS, false);

  public static Join all(List<StageName> needs) {
    return new Join(needs, needs.size(), Wanted.SUCCESS, false);
  }

  public static Join atLeast(int needed, List<StageName> needs) {
    return new Join(needs, needed, Wanted.SUCCESS, false);
  }

  public Join wanting(Wanted end) {
    return new Join(needs, needed, end, evenIfSkipped);
  }

  public Join countingSkipped() {
    return new Join(needs, needed, wanted, true);
  }

  @Override
  public String toString() {
    String names = needs.stream().map(StageName::value).collect(Collectors.joining(", "));
    String how =
        switch (wanted) {
          case SUCCESS -> "";
          case FAILURE -> "failure of ";
          case ANY_END -> "the end of ";
        };
    String number = needed == needs.size() ? "" : "at least " + needed + " of ";
    return how + number + names + (evenIfSkipped ? " even if skipped" : "");
  }
}
