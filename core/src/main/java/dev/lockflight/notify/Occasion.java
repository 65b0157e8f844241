package dev.lockflight.notify;

import dev.lockflight.EnvironmentName;
import dev.lockflight.Notification;
import dev.lockflight.Notification.About;
import dev.lockflight.Notification.Event;
import dev.lockflight.Pipeline;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Run;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something about a run that is worth telling.
 *
 * @param run as it stands after the entry, or later
 * @param entry what made it worth telling
 * @param target null when it concerns the whole run
 */
public record Occasion(
    Event event, Pipeline pipeline, Run run, JournalEntry entry, @Nullable EnvironmentName target) {
  /**
   * What the entry makes worth telling; at most one thing. Depends on its arguments only, so that
   * the same notification, with the same id, comes of the same journal at any time.
   */
  public static List<Occasion> of(Pipeline pipeline, Run run, JournalEntry entry) {
    return new TellOccasion(pipeline, run, entry).all();
  }

  /** The environment, when it concerns one. */
  public Optional<EnvironmentName> environment() {
    return Optional.ofNullable(target);
  }

  /** The notification that says it with these words. */
  public Notification notification(Wording wording) {
    return new Notification(
        event,
        new About(run.id(), pipeline.name(), target),
        entry.seq(),
        entry.at(),
        wording.say(this));
  }
}
