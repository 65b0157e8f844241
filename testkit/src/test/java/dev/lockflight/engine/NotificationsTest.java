package dev.lockflight.engine;

import static dev.lockflight.Notification.Event.APPROVED;
import static dev.lockflight.Notification.Event.DEADLINE_NEAR;
import static dev.lockflight.Notification.Event.FAILED;
import static dev.lockflight.Notification.Event.REJECTED;
import static dev.lockflight.Notification.Event.STARTED;
import static dev.lockflight.Notification.Event.SUCCEEDED;
import static dev.lockflight.Notification.Event.WAITING_FOR_APPROVAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.ApprovalRule;
import dev.lockflight.Channel;
import dev.lockflight.Environment;
import dev.lockflight.Notification;
import dev.lockflight.Notification.Event;
import dev.lockflight.Notifier;
import dev.lockflight.Pipeline;
import dev.lockflight.RetryPolicy;
import dev.lockflight.RunId;
import dev.lockflight.Stage;
import dev.lockflight.StepFailedException;
import dev.lockflight.notify.Notifications;
import dev.lockflight.run.NotificationEvent;
import dev.lockflight.run.NotificationEvent.NotificationFailed;
import dev.lockflight.run.NotificationEvent.Notified;
import dev.lockflight.run.NotificationRun;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.RunSummary;
import dev.lockflight.testkit.fake.RecordingNotifier;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotificationsTest {
  private static final ApprovalRule OWNERS =
      ApprovalRule.of("owners").within(Duration.ofHours(4)).remindEvery(Duration.ofHours(1));
  private static final Environment PROD = Environment.of("prod").isProtected().require(OWNERS);

  private final RecordingNotifier team = new RecordingNotifier();
  private final RecordingNotifier owners = new RecordingNotifier();
  private final Steps steps = new Steps();

  private Pipeline delivery(boolean works) {
    return Pipeline.of(
        "delivery",
        Stage.of("build").run(steps.ok("compile")),
        Stage.of("deploy")
            .in(PROD)
            .run(steps.ok("write"))
            .verify(works ? Steps.passes("proof") : Steps.fails("proof")));
  }

  private Rig rig(Notifications... rules) {
    return rig(true, rules);
  }

  private Rig rig(boolean works, Notifications... rules) {
    Rig rig = new Rig(delivery(works));
    rig.notifications = rules;
    rig.crash();
    return rig;
  }

  private Notifications toTeam() {
    return Notifications.to(Channel.of("team", team));
  }

  private static List<Event> events(RecordingNotifier channel) {
    return channel.sent().stream().map(Notification::event).toList();
  }

  @Test
  void a_run_is_told_from_its_start_to_its_end() {
    Rig rig = rig(toTeam());
    RunId run = rig.start();
    rig.advance(Duration.ofMinutes(150));
    rig.approve(run, Rig.BOB);

    assertThat(rig.status(run)).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(events(team))
        .containsExactly(
            STARTED, WAITING_FOR_APPROVAL, DEADLINE_NEAR, DEADLINE_NEAR, APPROVED, SUCCEEDED);
    assertThat(rig.run(run).notifications()).hasSize(6).allMatch(NotificationRun::isSent);
    assertThat(rig.store.find(run).orElseThrow().waits()).isEqualTo(RunSummary.Waits.NONE);
  }

  @Test
  void a_rule_chooses_events_and_environments() {
    Rig rig =
        rig(
            toTeam().on(STARTED, SUCCEEDED, FAILED).of(PROD),
            Notifications.to(Channel.of("owners", owners)).on(WAITING_FOR_APPROVAL));
    RunId run = rig.start();
    rig.approve(run, Rig.BOB);

    assertThat(events(team)).containsExactly(STARTED, SUCCEEDED);
    assertThat(team.sent())
        .allSatisfy(sent -> assertThat(sent.about().environment()).contains(PROD.name()));
    assertThat(events(owners)).containsExactly(WAITING_FOR_APPROVAL);
  }

  @Test
  void a_failure_is_told_about_the_environment_and_about_the_run() {
    Rig rig =
        rig(
            false,
            toTeam().on(FAILED),
            Notifications.to(Channel.of("owners", owners)).on(FAILED).of(PROD));
    rig.approve(rig.start(), Rig.BOB);

    assertThat(team.sent()).hasSize(1);
    assertThat(owners.sent()).hasSize(1);
    assertThat(owners.sent().get(0).message().title()).isEqualTo("[prod] delivery ended FAILED");
  }

  @Test
  void a_rejection_is_told_once() {
    Rig rig = rig(toTeam().on(REJECTED, FAILED));
    RunId run = rig.start();
    assertThat(rig.engine.reject(Answer.to(run, "owners", Rig.BOB).saying("too late")).id())
        .isEqualTo(run);
    rig.time.settle();

    assertThat(rig.status(run)).isEqualTo(RunStatus.REJECTED);
    assertThat(events(team)).containsExactly(REJECTED);
  }

  /** Takes nothing the first times. */
  private static final class Broken implements Notifier {
    final List<Notification> asked = new ArrayList<>();
    private final int times;
    private final Exception problem;

    Broken(int times, Exception problem) {
      this.times = times;
      this.problem = problem;
    }

    @Override
    public void send(Notification notification) throws Exception {
      asked.add(notification);
      if (asked.size() <= times) {
        throw problem;
      }
    }
  }

  @Test
  void a_channel_that_is_down_is_tried_again_and_never_fails_the_run() {
    Broken broken = new Broken(2, new IOException("connection refused"));
    Rig rig = rig(Notifications.to(Channel.of("mail", broken)).on(SUCCEEDED), toTeam());
    RunId run = rig.start();
    rig.approve(run, Rig.BOB);

    assertThat(rig.status(run)).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(events(team)).contains(SUCCEEDED);
    assertThat(broken.asked).hasSize(1);

    rig.advance(Duration.ofHours(1));

    assertThat(broken.asked).hasSize(3).extracting(Notification::id).containsOnly(id(broken));
    assertThat(rig.count(run, NotificationFailed.class)).isEqualTo(2);
    assertThat(rig.run(run).notifications())
        .filteredOn(told -> told.notice().channel().equals("mail"))
        .singleElement()
        .matches(NotificationRun::isSent);
  }

  private static String id(Broken broken) {
    return broken.asked.get(0).id();
  }

  @Test
  void a_channel_that_stays_down_is_given_up_and_the_journal_says_so() {
    Broken broken = new Broken(99, new IOException("connection refused"));
    Notifications mail =
        Notifications.to(Channel.of("mail", broken)).on(STARTED).retrying(RetryPolicy.upTo(3));
    Rig rig = rig(mail);
    RunId run = rig.start();
    rig.advance(Duration.ofHours(2));

    assertThat(broken.asked).hasSize(3);
    assertThat(rig.run(run).notifications())
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.isOver()).isTrue();
              assertThat(told.failure()).contains("IOException: connection refused");
            });
    assertThat(rig.store.find(run).orElseThrow().waits().notices()).isEmpty();
  }

  @Test
  void what_cannot_help_is_not_tried_again() {
    Broken broken = new Broken(99, StepFailedException.fatal("550 no such user"));
    Rig rig = rig(Notifications.to(Channel.of("mail", broken)).on(STARTED));
    RunId run = rig.start();
    rig.advance(Duration.ofHours(2));

    assertThat(broken.asked).hasSize(1);
    assertThat(rig.count(run, NotificationFailed.class)).isEqualTo(1);
  }

  @Test
  void nothing_is_sent_twice_after_a_crash() {
    Rig rig = rig(toTeam());
    RunId run = rig.start();
    rig.crash();
    rig.crash();
    rig.approve(run, Rig.BOB);
    rig.crash();

    assertThat(team.sent()).extracting(Notification::id).doesNotHaveDuplicates();
    assertThat(events(team)).containsExactly(STARTED, WAITING_FOR_APPROVAL, APPROVED, SUCCEEDED);
  }

  @Test
  void what_was_not_sent_before_a_crash_is_sent_after_it() {
    Rig rig = rig(toTeam());
    RunId run =
        rig.engine.start(
            new StartRequest(
                delivery(true).name(),
                dev.lockflight.Cause.manual(Rig.ALICE),
                dev.lockflight.Release.of("c0ffee")));
    assertThat(events(team)).isEmpty();

    rig.crash();

    assertThat(events(team)).containsExactly(STARTED, WAITING_FOR_APPROVAL);
    assertThat(rig.status(run)).isEqualTo(RunStatus.WAITING);
  }

  @Test
  void the_end_is_told_also_when_it_is_the_last_that_was_written() {
    Broken broken = new Broken(1, new IOException("connection refused"));
    Rig rig = rig(Notifications.to(Channel.of("mail", broken)).on(SUCCEEDED));
    RunId run = rig.start();
    rig.approve(run, Rig.BOB);
    assertThat(rig.run(run).isEnded()).isTrue();
    assertThat(rig.store.find(run).orElseThrow().waits().notices()).hasSize(1);

    rig.crash();
    rig.advance(Duration.ofHours(1));

    assertThat(broken.asked).hasSize(2);
    assertThat(rig.count(run, Notified.class)).isEqualTo(1);
    assertThat(rig.store.find(run).orElseThrow().waits().notices()).isEmpty();
    rig.crash();
    assertThat(broken.asked).hasSize(2);
  }

  @Test
  void rules_that_come_later_tell_nothing_of_the_past() {
    Rig rig = rig();
    RunId run = rig.start();
    rig.notifications = new Notifications[] {toTeam()};
    rig.crash();
    rig.approve(run, Rig.BOB);

    assertThat(events(team)).containsExactly(APPROVED, SUCCEEDED);
  }

  @Test
  void a_run_without_rules_writes_nothing_of_it() {
    Rig rig = rig();
    RunId run = rig.start();

    assertThat(rig.count(run, NotificationEvent.class)).isZero();
  }

  @Test
  void a_wording_that_fails_gives_way_to_the_usual_words() {
    Rig rig =
        rig(
            toTeam()
                .on(STARTED)
                .saying(
                    occasion -> {
                      throw new IllegalStateException("a bug of the caller's");
                    }));
    assertThat(rig.start()).isNotNull();

    assertThat(team.sent())
        .singleElement()
        .satisfies(sent -> assertThat(sent.message().title()).isEqualTo("delivery started"));
  }
}
