package dev.lockflight.connector.http;

import java.time.Instant;

/** Fetches a new token. Called by one thread at a time. */
@FunctionalInterface
public interface TokenSource {
  /** Fetches a token; what it throws goes to whoever called the service. */
  Token fetch() throws InterruptedException;

  /** A token and its end. */
  record Token(String value, Instant expires) {
    /** Never the value. */
    @Override
    public String toString() {
      return "*** until " + expires;
    }
  }
}
