package dev.lockflight.connector.http;

/** Hears what a client does, on the calling thread. Must be thread-safe, quick, and not throw. */
@FunctionalInterface
public interface RestListener {
  void heard(RestEvent event);
}
