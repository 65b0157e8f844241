package dev.lockflight.connector.github.webhook;

import dev.lockflight.LockflightException;

/** A webhook that must not be acted upon. */
public final class WebhookRejectedException extends LockflightException {
  /** Why, and what to answer. */
  public enum Reason {
    /** More than GitHub ever sends. */
    TOO_LARGE(413),
    /** No signature, or one by another secret: it may be anybody's. */
    WRONG_SIGNATURE(401),
    /** It has been received before. */
    DUPLICATE(200),
    /** Not what GitHub documents. */
    UNREADABLE(400);

    private final int status;

    Reason(int status) {
      this.status = status;
    }
  }

  private final Reason reason;

  WebhookRejectedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** The HTTP status to answer GitHub with. */
  public int status() {
    return reason.status;
  }
}
