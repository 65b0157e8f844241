package dev.lockflight.connector.mail;

/** How a connection is encrypted. Certificates and host names are always checked. */
enum Encryption {
  /** By STARTTLS; a server that does not offer it gets nothing (RFC 3207, port 587). */
  START_TLS(587),
  /** By STARTTLS when the server offers it, else not at all. */
  START_TLS_IF_OFFERED(25),
  /** From the first byte (RFC 8314, port 465). */
  TLS(465),
  NONE(25);

  private final int port;

  Encryption(int port) {
    this.port = port;
  }

  int port() {
    return port;
  }

  /** Whether what is said can never be read on the way. */
  boolean isCertain() {
    return this == START_TLS || this == TLS;
  }
}
