package dev.lockflight.testkit.explore;

import java.util.function.Consumer;

/**
 * One thing that can happen next.
 *
 * @param text how it is told; names it among everything that can happen at that point
 * @param disturbs whether it is a crash, an abort, a veto or a newer release
 * @param shows whether the world would show that it was done, although the engine was killed before
 *     it could write that
 */
record Choice(String text, Consumer<World> act, boolean disturbs, boolean shows) {
  static Choice of(String text, Consumer<World> act) {
    return new Choice(text, act, false, false);
  }

  static Choice disturbing(String text, Consumer<World> act) {
    return new Choice(text, act, true, false);
  }

  Choice showing() {
    return new Choice(text, act, disturbs, true);
  }

  /** The same, but the engine is killed when so much of it has been written. */
  Choice killedAfter(int writes) {
    return new Choice(
        text + ", but killed after " + writes + " writes",
        world -> world.actAndDie(act, writes),
        true,
        false);
  }

  @Override
  public String toString() {
    return text;
  }
}
