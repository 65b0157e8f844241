package dev.lockflight.connector.http;

import dev.lockflight.FailureClass;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The door to one host: no call passes that the host, or we ourselves, have asked not to come. */
final class Host {
  private final String name;
  private final RestSettings.Patience patience;
  private final RestListener listener;
  private final Semaphore places;
  private final Optional<RateLimiter> calls;
  private final Optional<RateLimiter> writes;
  private final Optional<CircuitBreaker> breaker;
  private volatile Instant quiet = Instant.MIN;

  Host(Origin origin, RestSettings.Patience patience, RestListener listener) {
    this.name = origin.toString();
    this.patience = patience;
    this.listener = listener;
    HostLimits limits = patience.limits();
    places = new Semaphore(limits.concurrent(), true);
    calls = limits.calls().map(this::limiter);
    writes = limits.writes().map(this::limiter);
    breaker = limits.breaker().map(this::breaker);
  }

  String name() {
    return name;
  }

  /** Its clock is ours, so that a test need not wait. */
  private RateLimiter limiter(HostLimits.Rate rate) {
    RateLimiterConfig config =
        RateLimiterConfig.custom()
            .limitForPeriod(rate.calls())
            .limitRefreshPeriod(rate.per())
            .timeoutDuration(patience.deadline())
            .build();
    Instant start = patience.clock().instant();
    return new AtomicRateLimiter(
        name, config, () -> Duration.between(start, patience.clock().instant()).toNanos());
  }

  private CircuitBreaker breaker(HostLimits.Breaker rule) {
    CircuitBreakerConfig config =
        CircuitBreakerConfig.custom()
            .slidingWindowSize(rule.calls())
            .minimumNumberOfCalls(rule.calls())
            .failureRateThreshold(rule.percent())
            .waitDurationInOpenState(rule.rest())
            .permittedNumberOfCallsInHalfOpenState(Math.min(3, rule.calls()))
            .clock(patience.clock().withZone(ZoneOffset.UTC))
            .build();
    CircuitBreaker made = CircuitBreaker.of(name, config);
    var unused =
        made.getEventPublisher()
            .onStateTransition(change -> tell(change.getStateTransition().getToState(), rule));
    return made;
  }

  private void tell(CircuitBreaker.State state, HostLimits.Breaker rule) {
    if (state == CircuitBreaker.State.OPEN) {
      listener.heard(
          new RestEvent.BreakerOpened(name, patience.clock().instant().plus(rule.rest())));
    } else if (state == CircuitBreaker.State.CLOSED) {
      listener.heard(new RestEvent.BreakerClosed(name));
    }
  }

  /** Nobody goes there before. */
  synchronized void quietUntil(Instant until) {
    quiet = until.isAfter(quiet) ? until : quiet;
  }

  /**
   * Waits for a place.
   *
   * @throws NotSentException when there will be none within the deadline
   */
  Visit enter(String call, boolean writing, Deadline deadline) throws InterruptedException {
    waitFor(untilQuietEnds(), "the host asked for silence", call, deadline);
    if (breaker.isPresent() && !breaker.get().tryAcquirePermission()) {
      throw new NotSentException(
          call,
          FailureClass.TRANSIENT,
          name + " failed too often lately, so nothing was sent; try again later");
    }
    try {
      take(calls, call, deadline);
      if (writing) {
        take(writes, call, deadline);
      }
      enterOneOf(call, deadline);
    } catch (InterruptedException | RuntimeException e) {
      breaker.ifPresent(CircuitBreaker::releasePermission);
      throw e;
    }
    return new Visit(places, breaker);
  }

  /** The clock is asked once: between two looks at it there is always a moment to wait. */
  private Duration untilQuietEnds() {
    Instant now = patience.clock().instant();
    return quiet.isAfter(now) ? Duration.between(now, quiet) : Duration.ZERO;
  }

  private void take(Optional<RateLimiter> limiter, String call, Deadline deadline)
      throws InterruptedException {
    if (limiter.isPresent()) {
      long nanos = limiter.get().reservePermission();
      String why = "rate of " + limiter.get().getRateLimiterConfig().getLimitForPeriod();
      why += " per " + limiter.get().getRateLimiterConfig().getLimitRefreshPeriod();
      if (nanos < 0) {
        throw busy(call, why);
      }
      waitFor(Duration.ofNanos(nanos), why, call, deadline);
    }
  }

  private void enterOneOf(String call, Deadline deadline) throws InterruptedException {
    if (places.availablePermits() == 0) {
      listener.heard(new RestEvent.Queued(name, call, patience.limits().concurrent()));
    }
    if (!places.tryAcquire(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
      throw busy(call, patience.limits().concurrent() + " calls at the same time");
    }
  }

  private void waitFor(Duration wait, String why, String call, Deadline deadline)
      throws InterruptedException {
    if (wait.isZero() || wait.isNegative()) {
      return;
    }
    if (!deadline.allows(wait)) {
      throw busy(call, why + ", for another " + wait);
    }
    listener.heard(new RestEvent.Waits(name, call, why, wait));
    patience.pause().rest(wait);
  }

  private NotSentException busy(String call, String why) {
    return new NotSentException(
        call,
        FailureClass.TRANSIENT,
        "no turn at "
            + name
            + " within its deadline ("
            + why
            + "), so nothing was sent; wait, or"
            + " send fewer requests");
  }

  /** A place at the host. Told how it went before it is closed, unless nobody can tell. */
  static final class Visit implements AutoCloseable {
    private final Semaphore places;
    private final Optional<CircuitBreaker> breaker;
    private boolean judged;

    private Visit(Semaphore places, Optional<CircuitBreaker> breaker) {
      this.places = places;
      this.breaker = breaker;
    }

    void worked() {
      judged = true;
      breaker.ifPresent(b -> b.onSuccess(0, TimeUnit.NANOSECONDS));
    }

    void failed(Throwable why) {
      judged = true;
      breaker.ifPresent(b -> b.onError(0, TimeUnit.NANOSECONDS, why));
    }

    @Override
    public void close() {
      places.release();
      if (!judged) {
        breaker.ifPresent(CircuitBreaker::releasePermission);
      }
    }
  }
}
