package dev.lockflight.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.EnvironmentName;
import dev.lockflight.Notification;
import dev.lockflight.Notification.About;
import dev.lockflight.Notification.Event;
import dev.lockflight.Notification.Message;
import dev.lockflight.Notifier;
import dev.lockflight.PipelineName;
import dev.lockflight.RunId;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What the engine relies on in a channel for notifications. Yours passes when your test extends
 * this and says, in {@link #open}, what somebody at the other end has received.
 */
public abstract class NotifierContract {
  private static final int THREADS = 8;

  /**
   * What somebody at the other end has.
   *
   * @param id the notification's, from wherever the channel puts it
   * @param text all that a person reads, unescaped
   */
  public record Received(String id, String text) {}

  /**
   * A channel with nothing in it yet.
   *
   * @param breakDown makes it unable to take anything more, as a stopped server
   */
  public record Channel(Notifier notifier, Supplier<List<Received>> received, Runnable breakDown) {}

  protected abstract Channel open() throws Exception;

  @TestFactory
  Stream<DynamicTest> every_kind_of_event_arrives_once_and_says_everything() {
    return Stream.of(Event.values())
        .map(event -> DynamicTest.dynamicTest(event.name(), () -> requireArrives(event)));
  }

  private void requireArrives(Event event) throws Exception {
    Channel channel = open();
    Notification sent =
        notification(event, 7, Message.of("delivery waits", "first\nsecond line", "another"));

    channel.notifier().send(sent);

    assertThat(channel.received().get()).as("what arrived of one notification").hasSize(1);
    Received received = channel.received().get().get(0);
    assertThat(received.id()).isEqualTo(sent.id());
    assertThat(received.text())
        .contains("delivery waits", "first", "second line", "another")
        .contains("run-1", "nightly delivery", "prod");
  }

  @Test
  void a_run_without_an_environment_is_told_too() throws Exception {
    Channel channel = open();
    Notification sent =
        new Notification(Event.STARTED, about(null), 1, Instant.EPOCH, Message.of("begins"));

    channel.notifier().send(sent);

    assertThat(channel.received().get()).extracting(Received::id).containsExactly(sent.id());
    assertThat(channel.received().get().get(0).text()).doesNotContain("null", "Optional");
  }

  @Test
  void text_is_only_text() throws Exception {
    Channel channel = open();
    String odd = "Grüße 日本語 🚢 <b>x</b> &amp; *y* `z` | \"q\" \\n %s ${v} {{w}} @here";

    channel.notifier().send(notification(Event.FAILED, 1, Message.of(odd, odd)));

    assertThat(channel.received().get()).hasSize(1);
    assertThat(channel.received().get().get(0).text()).containsSubsequence(odd, odd);
  }

  @Test
  void what_comes_twice_after_a_crash_is_recognised_by_its_id() throws Exception {
    Channel channel = open();
    Notification sent = notification(Event.SUCCEEDED, 3, Message.of("done"));

    channel.notifier().send(sent);
    channel.notifier().send(sent);
    channel.notifier().send(notification(Event.SUCCEEDED, 4, Message.of("done")));

    List<Received> all = channel.received().get();
    assertThat(all).extracting(Received::id).contains(sent.id()).hasSizeBetween(2, 3);
    assertThat(all.stream().map(Received::id).distinct()).hasSize(2);
  }

  @Test
  void events_arrive_in_the_order_they_were_sent() throws Exception {
    Channel channel = open();
    List<Notification> all =
        IntStream.rangeClosed(1, 5)
            .mapToObj(entry -> notification(Event.APPROVED, entry, Message.of("no. " + entry)))
            .toList();

    for (Notification each : all) {
      channel.notifier().send(each);
    }

    assertThat(channel.received().get())
        .extracting(Received::id)
        .isEqualTo(all.stream().map(Notification::id).toList());
  }

  @Test
  void a_broken_channel_says_so() throws Exception {
    Channel channel = open();
    channel.breakDown().run();

    assertThatThrownBy(
            () -> channel.notifier().send(notification(Event.FAILED, 1, Message.of("failed"))))
        .as("a notification that was not taken")
        .isInstanceOf(Exception.class)
        .hasMessageMatching("(?s).*\\S.*");
  }

  @Test
  void several_threads_send_at_once() throws Exception {
    Channel channel = open();

    Together.inParallel(
        THREADS,
        thread ->
            channel.notifier().send(notification(Event.STARTED, thread + 1, Message.of("begins"))));

    assertThat(channel.received().get().stream().map(Received::id).distinct()).hasSize(THREADS);
  }

  private static Notification notification(Event event, long entry, Message message) {
    return new Notification(event, about(EnvironmentName.of("prod")), entry, NOON, message);
  }

  private static About about(@Nullable EnvironmentName environment) {
    return new About(RunId.of("run-1"), PipelineName.of("nightly delivery"), environment);
  }

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
}
