package dev.lockflight.connector.http;

import dev.lockflight.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What may be tried again: whatever the server says it refused, whatever it cannot have heard of,
 * and, after 502, 503, 504 or a lost answer, only what may be done twice.
 */
record RetryRule(RetryPolicy policy, InstantSource clock) {
  private static final Set<Integer> PASSING = Set.of(502, 503, 504);

  boolean allows(RestException failure, Request request, boolean readAgain) {
    if (!request.body().isRepeatable()) {
      return false;
    }
    if (failure instanceof AnswerException answer) {
      return answer.problem().refusal().isRefused()
          || (PASSING.contains(answer.status()) && request.isSafeToRepeat());
    }
    return failure instanceof NoAnswerException lost
        && lost.isPassing()
        && (!lost.mayHaveArrived() || request.isSafeToRepeat())
        && (!lost.hadBegun() || readAgain);
  }

  /** As long as the server asks for, or as the policy says. */
  Duration waitAfter(RestException failure, int attempt) {
    Duration usual = policy.delayAfter(attempt, ThreadLocalRandom.current().nextDouble());
    return asked(failure)
        .map(until -> Duration.between(clock.instant(), until))
        .map(asked -> asked.isNegative() ? Duration.ZERO : asked)
        .orElse(usual);
  }

  private static Optional<Instant> asked(RestException failure) {
    return failure instanceof AnswerException answer
        ? answer.problem().refusal().until()
        : Optional.empty();
  }
}
