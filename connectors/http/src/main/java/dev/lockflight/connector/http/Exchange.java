package dev.lockflight.connector.http;

import dev.lockflight.FailureClass;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** One request until its answer: attempts, the waits between them, redirects, one renewal. */
final class Exchange<T> {
  private static final int MOST_REDIRECTS = 10;

  private final Parts parts;
  private final Request request;
  private final Reading<T> reading;
  private final Deadline deadline;
  private final RetryRule rule;
  private final Headers headers;
  private int attempt = 1;
  private int redirects;
  private boolean renewed;
  private Leg leg;

  /** Where the request goes next, and as what. */
  record Leg(Method method, URI uri, Body body) {
    String call() {
      return method + " " + Origin.withoutQuery(uri);
    }
  }

  Exchange(Parts parts, Request request, Reading<T> reading) {
    this.parts = parts;
    Body body = request.body().encoded(parts.format());
    this.request = request.body(body);
    this.reading = reading;
    RestSettings.Patience patience = parts.settings().patience();
    deadline = Deadline.of(this.request, reading.isStreamed(), patience);
    rule = new RetryRule(patience.retry(), patience.clock());
    leg = first();
    headers = new Headers(parts.settings().identity(), request, Origin.of(leg.uri()));
  }

  private Leg first() {
    URI uri = request.target().on(parts.settings().base());
    return new Leg(request.method(), uri, request.body());
  }

  T run() throws IOException, InterruptedException {
    while (true) {
      Map<String, String> proof = headers.proofFor(Origin.of(leg.uri()));
      checkThatItMaySend();
      Optional<Outcome<T>> outcome = attempt(proof);
      if (outcome.isPresent() && outcome.get().made().isPresent()) {
        return outcome.get().made().get();
      }
      if (outcome.isPresent()) {
        goOn(outcome.get(), proof);
      }
    }
  }

  /** Empty when it failed, may be tried again, and the wait for that is over. */
  private Optional<Outcome<T>> attempt(Map<String, String> proof)
      throws IOException, InterruptedException {
    try {
      return Optional.of(new Hop(parts, headers, deadline, attempt).go(leg, proof, reading));
    } catch (RestException e) {
      waitOrThrow(e);
      attempt++;
      redirects = 0;
      leg = first();
      return Optional.empty();
    }
  }

  private void checkThatItMaySend() {
    if (parts.wire().isClosed()) {
      throw new NotSentException(
          leg.call(),
          FailureClass.FATAL,
          "the client is closed, so nothing was sent; open another");
    }
    if (deadline.isOver()) {
      throw new NotSentException(
          leg.call(),
          FailureClass.TRANSIENT,
          "the time for the whole call, " + deadline.whole() + ", is over; give it more");
    }
  }

  private void goOn(Outcome<T> outcome, Map<String, String> proof) throws InterruptedException {
    if (outcome.unauthorized().isPresent()) {
      renew(outcome.unauthorized().get(), proof);
    } else {
      follow(outcome.elsewhere().orElseThrow());
    }
  }

  private void renew(Answer answer, Map<String, String> proof) throws InterruptedException {
    headers.refused(proof);
    if (renewed || !leg.body().isRepeatable() || hasNoOther(proof)) {
      throw parts.refusal(leg.call(), answer, headers.redaction());
    }
    renewed = true;
    String host = Origin.of(leg.uri()).toString();
    parts.settings().heard().heard(new RestEvent.CredentialsRenewed(host, leg.call()));
  }

  private boolean hasNoOther(Map<String, String> proof) throws InterruptedException {
    return headers.proofFor(Origin.of(leg.uri())).equals(proof);
  }

  private void follow(Outcome.Redirect redirect) {
    String from = leg.call();
    String host = Origin.of(leg.uri()).toString();
    redirects++;
    if (redirects > MOST_REDIRECTS) {
      throw lost(from, "redirected more than " + MOST_REDIRECTS + " times");
    }
    if (Origin.of(leg.uri()).isEncrypted() && !Origin.of(redirect.to()).isEncrypted()) {
      throw lost(from, "redirected from https to http, which is not followed");
    }
    if (!redirect.onlyLook() && !leg.body().isRepeatable()) {
      throw lost(from, "redirected, and the body can be sent only once; give a repeatable one");
    }
    leg =
        redirect.onlyLook()
            ? new Leg(Method.GET, redirect.to(), Body.empty())
            : new Leg(leg.method(), redirect.to(), leg.body());
    parts
        .settings()
        .heard()
        .heard(
            new RestEvent.Redirected(
                host, from, redirect.status(), Origin.withoutQuery(redirect.to())));
  }

  private static UnreadableAnswerException lost(String call, String why) {
    return new UnreadableAnswerException(call, FailureClass.FATAL, why);
  }

  private void waitOrThrow(RestException failure) throws InterruptedException {
    if (!rule.allows(failure, request, reading.isRepeatable())) {
      throw failure;
    }
    if (attempt >= rule.policy().attempts()) {
      throw attempt == 1 ? failure : failure.noting("given up after " + attempt + " attempts");
    }
    Duration wait = rule.waitAfter(failure, attempt);
    if (!deadline.allows(wait)) {
      throw failure.noting(
          "not tried again: it would have to wait "
              + wait
              + ", of "
              + deadline.whole()
              + " for the whole call "
              + deadline.left()
              + " are left");
    }
    parts
        .settings()
        .heard()
        .heard(
            new RestEvent.Waits(Origin.of(leg.uri()).toString(), leg.call(), "to try again", wait));
    parts.settings().patience().pause().rest(wait);
  }
}
