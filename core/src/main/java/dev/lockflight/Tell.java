package dev.lockflight;

import dev.lockflight.Notification.Message;
import java.util.Set;
import java.util.function.Function;

/**
 * A step that tells people something through a channel. It is tried three times, and a channel that
 * fails does not fail the stage unless it {@link #mustArrive}. Immutable.
 *
 * <pre>{@code
 * stage("notify").afterEndOf("deploy").run(tell(team, "The nightly delivery is over"))
 * }</pre>
 *
 * <p>Every attempt sends it under the same id; one that was interrupted after the channel had taken
 * it may so arrive twice, and be recognised.
 */
public final class Tell implements Call<Told> {
  private final Channel channel;
  private final String description;
  private final Function<? super StepContext, Message> message;
  private final Set<Output<?>> reads;
  private final boolean mustArrive;

  private Tell(
      Channel channel,
      String description,
      Function<? super StepContext, Message> message,
      Set<Output<?>> reads,
      boolean mustArrive) {
    this.channel = channel;
    this.description = description;
    this.message = message;
    this.reads = Set.copyOf(reads);
    this.mustArrive = mustArrive;
  }

  public static Tell of(Channel channel, Message message) {
    return new Tell(channel, "'" + message.title() + "'", step -> message, Set.of(), false);
  }

  /** Words that are made when the step runs. */
  public static Tell of(Channel channel, Function<? super StepContext, Message> message) {
    return new Tell(channel, "words made when it runs", message, Set.of(), false);
  }

  /** The outputs that the words read. */
  public Tell reading(Output<?>... outputs) {
    return new Tell(channel, description, message, Set.of(outputs), mustArrive);
  }

  /** A channel that does not take it fails the stage. */
  public Tell mustArrive() {
    return new Tell(channel, description, message, reads, true);
  }

  @Override
  public String name() {
    return "tell " + channel;
  }

  @Override
  public String describe() {
    return "tells " + channel + " " + description + (mustArrive ? ", must arrive" : "");
  }

  @Override
  public Set<Output<?>> reads() {
    return reads;
  }

  @Override
  public Step<Told> asStep() {
    Step<Told> step = Step.<Told>of(this).retry(RetryPolicy.upTo(3));
    return mustArrive ? step : step.allowFailure();
  }

  @Override
  public Step<Told> into(Output<? super Told> key) {
    return asStep().into(key);
  }

  @Override
  public Step<Told> named(String step) {
    return asStep().named(step);
  }

  @Override
  public Told run(StepContext step) throws Exception {
    Message said = message.apply(step);
    Notification notification =
        Notification.of(
            step,
            new Message(
                step.redact(said.title()), said.paragraphs().stream().map(step::redact).toList()));
    try {
      channel.notifier().send(notification);
    } catch (StepFailedException | InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw StepFailedException.transientFailure(
              channel + " could not be told: " + e.getMessage() + "; look at the channel")
          .causedBy(e);
    }
    return new Told(channel.name(), notification.id(), said.title(), step.now());
  }
}
