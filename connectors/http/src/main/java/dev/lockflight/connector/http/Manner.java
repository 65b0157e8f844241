package dev.lockflight.connector.http;

import dev.lockflight.Progress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** How a request is to be treated. */
record Manner(
    Repetition repetition,
    Optional<Duration> deadline,
    Set<Integer> accepted,
    Optional<Credentials> credentials,
    Optional<Consumer<Progress>> follower,
    List<String> hidden) {
  enum Repetition {
    BY_METHOD,
    ALWAYS,
    NEVER
  }

  static final Manner USUAL =
      new Manner(
          Repetition.BY_METHOD,
          Optional.empty(),
          Set.of(),
          Optional.empty(),
          Optional.empty(),
          List.of());

  Manner {
    hidden = List.copyOf(hidden);
  }

  Manner repeated(Repetition when) {
    return new Manner(when, deadline, accepted, credentials, follower, hidden);
  }

  Manner within(Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new InvalidRequestException("deadline must be positive: " + duration);
    }
    return new Manner(repetition, Optional.of(duration), accepted, credentials, follower, hidden);
  }

  Manner accepting(int... statuses) {
    Set<Integer> all = Arrays.stream(statuses).boxed().collect(Collectors.toUnmodifiableSet());
    return new Manner(repetition, deadline, all, credentials, follower, hidden);
  }

  Manner as(Credentials other) {
    return new Manner(repetition, deadline, accepted, Optional.of(other), follower, hidden);
  }

  Manner following(Consumer<Progress> progress) {
    return new Manner(repetition, deadline, accepted, credentials, Optional.of(progress), hidden);
  }

  Manner hiding(List<String> secrets) {
    return new Manner(repetition, deadline, accepted, credentials, follower, secrets);
  }

  boolean isRepeatable(Method method) {
    return repetition == Repetition.ALWAYS
        || (repetition == Repetition.BY_METHOD && method.isIdempotent());
  }
}
