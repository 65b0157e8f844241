package dev.lockflight.testkit.databricks;

/** What the workspace will not do, in the vendor's words. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final Object code;
  private final String message;
  private final String reason;

  Refusal(int status, Object code, String message) {
    this(status, code, message, "");
  }

  /** With a reason as the Files API gives it. */
  Refusal(int status, Object code, String message, String reason) {
    super(message);
    this.status = status;
    this.code = code;
    this.message = message;
    this.reason = reason;
  }

  static Refusal badRequest(String message) {
    return new Refusal(400, "INVALID_PARAMETER_VALUE", message);
  }

  static Refusal denied(String message) {
    return new Refusal(403, "PERMISSION_DENIED", message);
  }

  Reply reply() {
    return Reply.error(status, code, message, reason);
  }
}
