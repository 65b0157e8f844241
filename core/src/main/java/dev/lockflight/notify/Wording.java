package dev.lockflight.notify;

import dev.lockflight.Notification.Message;
import dev.lockflight.RunId;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is said on an occasion. Must be thread-safe and depend on the occasion only; when it throws,
 * the usual words are sent instead.
 */
@FunctionalInterface
public interface Wording {
  Message say(Occasion occasion);

  /**
   * The usual words, in English: what happened, for which release, who is asked, what the gates
   * saw, and the command that comes next.
   */
  static Wording usual() {
    return new UsualWording(run -> Optional.empty());
  }

  /** The usual words with a link to where the run can be seen. */
  static Wording linking(Function<RunId, URI> page) {
    return new UsualWording(run -> Optional.of(page.apply(run)));
  }
}
