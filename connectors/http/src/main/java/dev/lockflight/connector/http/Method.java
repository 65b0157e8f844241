package dev.lockflight.connector.http;

/** The methods of RFC 9110 and RFC 5789 that REST services use. */
enum Method {
  GET(true, false),
  HEAD(true, false),
  OPTIONS(true, false),
  PUT(true, true),
  DELETE(true, false),
  POST(false, true),
  PATCH(false, true);

  private final boolean idempotent;
  private final boolean needsBody;

  Method(boolean idempotent, boolean needsBody) {
    this.idempotent = idempotent;
    this.needsBody = needsBody;
  }

  /** Whether asking twice does the same as asking once: RFC 9110, section 9.2.2. */
  boolean isIdempotent() {
    return idempotent;
  }

  /** Whether it is sent with a body of no bytes when it has none. */
  boolean needsBody() {
    return needsBody;
  }

  /** Whether it only reads: RFC 9110, section 9.2.1. */
  boolean onlyReads() {
    return this == GET || this == HEAD || this == OPTIONS;
  }
}
