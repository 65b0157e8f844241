package dev.lockflight.connector.databricks;

import java.net.URI;
import java.util.Set;

/** The address of a workspace, as people write it. */
final class Host {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private Host() {}

  /** Also without a scheme and with a path, such as the address in a browser. */
  static URI of(String text, String source) {
    String address = text.strip().contains("://") ? text.strip() : "https://" + text.strip();
    try {
      return checked(URI.create(address));
    } catch (IllegalArgumentException e) {
      throw new AuthSettingsException(
          source + " is no address of a workspace: " + text + "; " + example(), e);
    }
  }

  /** A token is not sent in the clear, except to this machine. */
  static URI checked(URI host) {
    String name = host.getHost();
    boolean secure = "https".equals(host.getScheme());
    boolean local = "http".equals(host.getScheme()) && name != null && LOOPBACK.contains(name);
    if (name == null || host.getUserInfo() != null || !(secure || local)) {
      throw new AuthSettingsException(
          "the address of a workspace must begin with https and name a host; " + example());
    }
    return URI.create(
        host.getScheme() + "://" + name + (host.getPort() < 0 ? "" : ":" + host.getPort()));
  }

  private static String example() {
    return "write it as https://dbc-a1b2345c-d6e7.cloud.databricks.com";
  }
}
