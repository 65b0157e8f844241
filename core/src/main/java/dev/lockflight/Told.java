package dev.lockflight;

import java.time.Instant;

/**
 * That a channel has taken what a step had to say.
 *
 * @param channel its name
 * @param id of the notification
 */
public record Told(String channel, String id, String title, Instant at) {
  /** A gate that opens when the step that leaves this key has got through to its channel. */
  public static Gate gate(Output<Told> key) {
    return new ToldGate(key);
  }

  /** As evidence, for example that the stakeholders were notified. */
  public Evidence evidence() {
    return new Evidence(channel + " told", title, "told", id + " at " + at);
  }
}
