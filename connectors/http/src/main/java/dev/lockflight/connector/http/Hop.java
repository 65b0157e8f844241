package dev.lockflight.connector.http;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One request to one host and what came back. */
final class Hop {
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Set<Integer> BROKEN = Set.of(500, 502, 503, 504);
  private static final int LONGEST_ERROR = 64 << 10;

  private final Parts parts;
  private final Headers headers;
  private final Deadline deadline;
  private final int attempt;

  Hop(Parts parts, Headers headers, Deadline deadline, int attempt) {
    this.parts = parts;
    this.headers = headers;
    this.deadline = deadline;
    this.attempt = attempt;
  }

  <T> Outcome<T> go(Exchange.Leg leg, Map<String, String> proof, Reading<T> reading)
      throws IOException, InterruptedException {
    Host host = parts.hosts().of(Origin.of(leg.uri()));
    boolean writing = !leg.method().onlyReads();
    try (Host.Visit visit = host.enter(leg.call(), writing, deadline)) {
      return visit(visit, leg, proof, reading);
    } catch (AnswerException e) {
      if (e.problem().refusal().isRefused()) {
        e.problem().refusal().until().ifPresent(host::quietUntil);
      }
      throw e;
    }
  }

  private <T> Outcome<T> visit(
      Host.Visit visit, Exchange.Leg leg, Map<String, String> proof, Reading<T> reading)
      throws IOException, InterruptedException {
    Instant start = now();
    Outgoing outgoing =
        new Outgoing(
            leg.method(),
            leg.uri(),
            headers.to(Origin.of(leg.uri()), proof, reading.headers()),
            leg.body(),
            deadline.left());
    try {
      return parts
          .wire()
          .send(
              outgoing,
              headers.follower(),
              received -> judge(visit, leg, start, reading, received));
    } catch (WireException e) {
      visit.failed(e);
      NoAnswerException lost = parts.loss(leg.call(), e, headers.redaction(), deadline.whole());
      tell(new RestEvent.Lost(hostOf(leg), leg.call(), attempt, lost.why(), since(start)));
      throw lost;
    } catch (SentBody.SourceException e) {
      throw new InvalidRequestException(
          leg.call() + ": the body could not be sent: " + e.getMessage(), e);
    }
  }

  private <T> Outcome<T> judge(
      Host.Visit visit, Exchange.Leg leg, Instant start, Reading<T> reading, Received received)
      throws IOException, InterruptedException {
    AnswerHead head = received.head();
    tell(new RestEvent.Answered(hostOf(leg), leg.call(), attempt, head.status(), since(start)));
    Outcome<T> outcome = outcome(visit, leg, reading, received);
    visit.worked();
    return outcome;
  }

  private <T> Outcome<T> outcome(
      Host.Visit visit, Exchange.Leg leg, Reading<T> reading, Received received)
      throws IOException, InterruptedException {
    AnswerHead head = received.head();
    Exchanged exchanged = new Exchanged(leg.call(), headers.redaction(), parts.format());
    if (isWanted(head.status())) {
      return Outcome.made(reading.make(received, exchanged));
    }
    Optional<Outcome.Redirect> redirect = redirect(head);
    if (redirect.isPresent()) {
      return Outcome.elsewhere(redirect.get());
    }
    Answer answer = new Answer(head, received.body().readNBytes(LONGEST_ERROR), exchanged);
    if (head.status() == 401) {
      return Outcome.unauthorized(answer);
    }
    AnswerException refusal = parts.refusal(leg.call(), answer, headers.redaction());
    if (BROKEN.contains(head.status()) && !refusal.problem().refusal().isRefused()) {
      visit.failed(refusal);
    } else {
      visit.worked();
    }
    throw refusal;
  }

  private boolean isWanted(int status) {
    return (status >= 200 && status < 300) || status == 304 || headers.accepts(status);
  }

  private static Optional<Outcome.Redirect> redirect(AnswerHead head) {
    return REDIRECTS.contains(head.status())
        ? head.header("Location")
            .flatMap(location -> Location.resolve(head.uri(), location))
            .map(to -> new Outcome.Redirect(head.status(), to, head.status() == 303))
        : Optional.empty();
  }

  private static String hostOf(Exchange.Leg leg) {
    return Origin.of(leg.uri()).toString();
  }

  private Instant now() {
    return parts.settings().patience().clock().instant();
  }

  private Duration since(Instant start) {
    return Duration.between(start, now());
  }

  private void tell(RestEvent event) {
    parts.settings().heard().heard(event);
  }
}
