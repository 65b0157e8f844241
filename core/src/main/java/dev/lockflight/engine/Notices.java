package dev.lockflight.engine;

import dev.lockflight.Notice;
import dev.lockflight.Pipeline;
import dev.lockflight.RetryPolicy;
import dev.lockflight.RunId;
import dev.lockflight.notify.Notifications;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.NotificationEvent;
import dev.lockflight.run.NotificationRun;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.RunSummary;
import dev.lockflight.store.RunStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people what happens in runs. What is to be told stands in the summary of its run from the
 * commit on that makes it worth telling, and what came of it in the journal: so a crash loses none,
 * and none is sent again, but for those that were sent and not yet written down. Thread-safe.
 */
final class Notices {
  private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

  /** How long the end of an engine waits for what is being sent. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** An engine that is opened looks through so many ended runs for what was not sent. */
  private static final int NEWEST_ENDED = 1_000;

  private final Works works;
  private final EngineThreads threads;
  private final Letters letters;
  private final SendLetters send;
  private List<Letter> restored = List.of();

  Notices(Works works, EngineThreads threads, List<Notifications> rules) {
    this.works = works;
    this.threads = threads;
    this.letters = new Letters(rules);
    this.send = new SendLetters(threads, this::wentOut);
  }

  /** What the summary says of a run after the turn: also who is still to be told. */
  RunSummary.Waits marked(RunSummary.Waits waits, Turn turn) {
    return letters.areNeverWritten()
        ? waits
        : waits.telling(letters.note(turn.pipeline(), turn.run(), turn.entries()));
  }

  /** It is durable: people may hear of it. */
  void happened(JournalEntry entry) {
    if (!letters.areNeverWritten() && !(entry.event() instanceof NotificationEvent)) {
      letters.of(entry).forEach(send::send);
    }
  }

  private void wentOut(Letter letter, SendLetters.Outcome outcome) {
    int attempt = letter.attempts() + 1;
    Throwable problem = outcome.problem();
    if (problem == null) {
      write(letter, new NotificationEvent.Notified(letter.notice(), attempt));
      return;
    }
    Instant again = outcome.isFatal() ? null : nextAttempt(letter, attempt);
    String reason = works.surroundings().redactor().redact(Contexts.told(problem));
    LOG.warn("{} of run {} was not sent: {}", letter.notice(), letter.run(), reason);
    write(
        letter, new NotificationEvent.NotificationFailed(letter.notice(), attempt, reason, again));
    if (again != null) {
      sendAt(letter.after(attempt), again);
    }
  }

  private @Nullable Instant nextAttempt(Letter letter, int attempt) {
    RetryPolicy retry = letter.rule().retry();
    Instant now = works.surroundings().clock().instant();
    double chance = Math.floorMod(letter.notice().id().hashCode() + attempt, 1_000) / 1_000.0;
    Instant again = now.plus(retry.delayAfter(attempt, chance));
    boolean late = again.isAfter(letter.notification().at().plus(retry.deadline()));
    return attempt >= retry.attempts() || late ? null : again;
  }

  private void sendAt(Letter letter, Instant moment) {
    Duration delay = Duration.between(works.surroundings().clock().instant(), moment);
    threads.timer().after(delay, () -> send.send(letter));
  }

  private void write(Letter letter, NotificationEvent event) {
    try {
      var unused =
          works
              .noted(
                  letter.run(),
                  turn -> {
                    turn.happened(event);
                    return List.of();
                  })
              .whenComplete((run, problem) -> warn(letter, problem));
    } catch (RuntimeException e) {
      warn(letter, e);
    }
  }

  private static void warn(Letter letter, @Nullable Throwable problem) {
    if (problem != null) {
      LOG.warn(
          "what came of {} of run {} could not be written; it may be sent once more",
          letter.notice(),
          letter.run(),
          problem);
    }
  }

  // What an earlier engine left.

  /** Before runs are taken up: what is still to be sent stays marked. */
  void restore(Predicate<RunId> goesOn) {
    if (letters.areNeverWritten()) {
      return;
    }
    List<Letter> all = new ArrayList<>();
    unsent()
        .filter(summary -> goesOn.test(summary.run()))
        .filter(summary -> works.pipelines().containsKey(summary.pipeline()))
        .forEach(summary -> all.addAll(restore(summary)));
    restored = all;
  }

  private Stream<RunSummary> unsent() {
    Set<RunStatus> ended =
        EnumSet.allOf(RunStatus.class).stream()
            .filter(RunStatus::isEnd)
            .collect(Collectors.toSet());
    RunStore store = works.store();
    return Stream.concat(
            store.list(new RunStore.Query(null, ended, NEWEST_ENDED)).stream(),
            store.list(RunStore.Query.UNFINISHED).stream())
        .filter(summary -> !summary.waits().notices().isEmpty());
  }

  private List<Letter> restore(RunSummary summary) {
    Pipeline pipeline = works.pipeline(summary.pipeline());
    List<JournalEntry> journal = works.store().read(summary.run(), 0);
    List<Notice> wanted = summary.waits().notices();
    Run run = Run.of(summary.run(), journal);
    List<Letter> found = letters.restore(pipeline, run, journal, wanted);
    if (found.size() < wanted.size()) {
      LOG.warn(
          "{} of {} notifications of run {} are not sent: no rule of this engine covers them",
          wanted.size() - found.size(),
          wanted.size(),
          summary.run());
    }
    return found;
  }

  /** After runs were taken up. */
  void sendRestored() {
    for (Letter letter : restored) {
      Optional<Instant> due =
          works.present(letter.run()).stream()
              .flatMap(run -> run.notifications().stream())
              .filter(told -> told.notice().equals(letter.notice()))
              .findFirst()
              .flatMap(NotificationRun::nextAttempt);
      due.ifPresentOrElse(at -> sendAt(letter, at), () -> send.send(letter));
    }
    restored = List.of();
  }

  void forget(RunId run) {
    letters.forget(run);
  }

  void close() {
    send.close(threads.areOwn() ? PATIENCE : Duration.ZERO);
  }
}
