package dev.lockflight.connector.http;

import java.net.URI;
import java.util.Locale;

/** Whom one talks to: scheme, host and port. Credentials are for origins, not for names alone. */
record Origin(String scheme, String host, int port) {
  static Origin of(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    int usual = scheme.equals("https") ? 443 : 80;
    String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    return new Origin(scheme, host, uri.getPort() < 0 ? usual : uri.getPort());
  }

  /** For people: signed URLs carry their signature in the query. */
  static String withoutQuery(URI uri) {
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    return uri.getScheme() + "://" + uri.getHost() + port(uri) + path;
  }

  private static String port(URI uri) {
    return uri.getPort() < 0 ? "" : ":" + uri.getPort();
  }

  boolean isEncrypted() {
    return scheme.equals("https");
  }

  @Override
  public String toString() {
    boolean usual = port == (isEncrypted() ? 443 : 80);
    return usual ? host : host + ":" + port;
  }
}
