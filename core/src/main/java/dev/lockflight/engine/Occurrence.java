package dev.lockflight.engine;

import dev.lockflight.Cause;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Release;

/**
 * Something that happened in the world and starts runs, once: whoever tells of it, a webhook, a
 * poll or a person, tells it under the same key. Immutable.
 *
 * @param key the same for the same happening, for ever; a run's id is made of it
 */
public record Occurrence(String key, Cause cause, Release release) {
  public Occurrence {
    if (key.isBlank()) {
      throw new InvalidDefinitionException("the key of an occurrence must not be blank");
    }
  }

  /**
   * A commit that came to a branch, a tag or a pull request: known by these names. A branch that
   * comes back to a commit it was at before is no new occurrence.
   *
   * @throws InvalidDefinitionException for a cause that names none of them; say {@link #named}
   */
  public static Occurrence of(Cause cause, Release release) {
    String what =
        switch (cause.kind()) {
          case PUSH -> "push " + cause.ref();
          case TAG -> "tag " + cause.ref();
          case PULL_REQUEST -> "pull request " + cause.ref() + " into " + cause.target();
          case MANUAL, CRON, UPSTREAM, FAILURE ->
              throw new InvalidDefinitionException(
                  "a " + cause + " is not known by its commit; name the occurrence");
        };
    return new Occurrence(what + " " + release.commit(), cause, release);
  }

  /** One with a name of its own, for example the id of a delivery. */
  public static Occurrence named(String key, Cause cause, Release release) {
    return new Occurrence(key, cause, release);
  }
}
