package dev.lockflight.connector.http;

import java.time.Duration;
import java.time.Instant;

/** What a client tells while it works. Its text is a line for a log and holds no secret. */
public sealed interface RestEvent {
  /** The host that was called, with its port when that is not the usual one. */
  String host();

  /** An answer came, good or bad. */
  record Answered(String host, String call, int attempt, int status, Duration took)
      implements RestEvent {
    @Override
    public String toString() {
      return call + ": " + status + " after " + took.toMillis() + " ms" + again(attempt);
    }
  }

  /** No answer came. */
  record Lost(String host, String call, int attempt, String why, Duration took)
      implements RestEvent {
    @Override
    public String toString() {
      return call + ": " + why + " after " + took.toMillis() + " ms" + again(attempt);
    }
  }

  /** The call waits: before it tries again, or because of a limit. */
  record Waits(String host, String call, String why, Duration time) implements RestEvent {
    @Override
    public String toString() {
      return call + ": waits " + time + ": " + why;
    }
  }

  /** The call waits until one of so many that are under way to the host ends. */
  record Queued(String host, String call, int underWay) implements RestEvent {
    @Override
    public String toString() {
      return call + ": waits for one of " + underWay + " calls to end";
    }
  }

  /** The server sent the call elsewhere. */
  record Redirected(String host, String call, int status, String to) implements RestEvent {
    @Override
    public String toString() {
      return call + ": " + status + " to " + to;
    }
  }

  /** The server refused the credentials, and others were found. */
  record CredentialsRenewed(String host, String call) implements RestEvent {
    @Override
    public String toString() {
      return call + ": 401, sent again with renewed credentials";
    }
  }

  /** The host failed too often; no call goes out until then. */
  record BreakerOpened(String host, Instant until) implements RestEvent {
    @Override
    public String toString() {
      return host + " failed too often: no call before " + until;
    }
  }

  /** The host answers again. */
  record BreakerClosed(String host) implements RestEvent {
    @Override
    public String toString() {
      return host + " answers again";
    }
  }

  private static String again(int attempt) {
    return attempt == 1 ? "" : ", attempt " + attempt;
  }
}
