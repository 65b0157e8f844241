package dev.lockflight.connector.http;

import dev.lockflight.connector.http.TokenSource.Token;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A token that one thread renews while the others wait. */
final class RenewedToken implements Credentials {
  private final TokenSource source;
  private final Duration early;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Token token;

  RenewedToken(TokenSource source, Duration early, InstantSource clock) {
    this.source = source;
    this.early = early;
    this.clock = clock;
  }

  @Override
  public Map<String, String> headers() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Token current = token;
      if (current == null || !clock.instant().isBefore(current.expires().minus(early))) {
        current = source.fetch();
        token = current;
      }
      return headers(current);
    } finally {
      lock.unlock();
    }
  }

  private static Map<String, String> headers(Token token) {
    return Map.of("Authorization", "Bearer " + token.value());
  }

  /** Forgets the token, unless another thread has renewed it since. */
  @Override
  public void refused(Map<String, String> headers) {
    lock.lock();
    try {
      if (token != null && headers(token).equals(headers)) {
        token = null;
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String toString() {
    return "a token, renewed " + early + " early";
  }
}
