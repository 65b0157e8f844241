package dev.lockflight.connector.http;

import java.time.Duration;
import java.util.Optional;

/**
 * What a client allows itself towards each host it talks to.
 *
 * @param concurrent how many calls at the same time
 * @param calls how many calls in a time, all methods together
 * @param writes how many of POST, PUT, PATCH and DELETE in a time, besides
 * @param breaker when to leave a broken host in peace
 */
public record HostLimits(
    int concurrent, Optional<Rate> calls, Optional<Rate> writes, Optional<Breaker> breaker) {

  /** So many calls in each such time. */
  public record Rate(int calls, Duration per) {
    public Rate {
      if (calls < 1 || per.isNegative() || per.isZero()) {
        throw new InvalidRequestException("rate must be positive: " + calls + " per " + per);
      }
    }

    @Override
    public String toString() {
      return calls + " per " + per;
    }
  }

  /**
   * When at least so many percent of the last calls got no answer or a 500, 502, 503 or 504, no
   * call goes out for a while; then three calls find out whether the host is back.
   *
   * @param calls over how many calls it is judged; fewer never open it
   * @param percent 1 to 100
   * @param rest how long no call goes out
   */
  public record Breaker(int calls, int percent, Duration rest) {
    public Breaker {
      if (calls < 1 || percent < 1 || percent > 100 || rest.isNegative() || rest.isZero()) {
        throw new InvalidRequestException(
            "breaker must be positive: " + percent + " % of " + calls + " calls, " + rest);
      }
    }
  }

  public HostLimits {
    if (concurrent < 1) {
      throw new InvalidRequestException("concurrent calls must be at least 1: " + concurrent);
    }
  }

  /** 16 calls at the same time; a rest of 30 s when half of the last 20 calls failed. */
  public static HostLimits usual() {
    Breaker breaker = new Breaker(20, 50, Duration.ofSeconds(30));
    return new HostLimits(16, Optional.empty(), Optional.empty(), Optional.of(breaker));
  }

  public HostLimits concurrent(int calls) {
    return new HostLimits(calls, this.calls, writes, breaker);
  }

  public HostLimits calls(int calls, Duration per) {
    return new HostLimits(concurrent, Optional.of(new Rate(calls, per)), writes, breaker);
  }

  public HostLimits writes(int writes, Duration per) {
    return new HostLimits(concurrent, calls, Optional.of(new Rate(writes, per)), breaker);
  }

  public HostLimits breaker(int calls, int percent, Duration rest) {
    return new HostLimits(
        concurrent, this.calls, writes, Optional.of(new Breaker(calls, percent, rest)));
  }

  public HostLimits withoutBreaker() {
    return new HostLimits(concurrent, calls, writes, Optional.empty());
  }
}
