package dev.lockflight.connector.mail;

import dev.lockflight.Secret;
import dev.lockflight.SecretSource;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Where mail is handed in, and how. */
record Server(
    String host,
    int port,
    Encryption encryption,
    @Nullable Login login,
    Duration timeout,
    @Nullable SSLSocketFactory sockets) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

  /** Who hands it in. */
  record Login(String user, Secret password, SecretSource secrets) {}

  boolean isOfThisMachine() {
    return LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
  }

  String protocol() {
    return encryption == Encryption.TLS ? "smtps" : "smtp";
  }

  /** What Angus Mail reads; nothing else, such as system properties, is read. */
  Properties properties() {
    Properties all = new Properties();
    String prefix = "mail." + protocol() + ".";
    String millis = String.valueOf(timeout.toMillis());
    all.setProperty("mail.transport.protocol", protocol());
    all.setProperty(prefix + "host", host);
    all.setProperty(prefix + "port", String.valueOf(port));
    all.setProperty(prefix + "auth", String.valueOf(login != null));
    all.setProperty(prefix + "connectiontimeout", millis);
    all.setProperty(prefix + "timeout", millis);
    all.setProperty(prefix + "sendpartial", "true");
    all.setProperty(prefix + "ssl.checkserveridentity", "true");
    all.setProperty(prefix + "ssl.protocols", "TLSv1.3 TLSv1.2");
    boolean startTls =
        encryption == Encryption.START_TLS || encryption == Encryption.START_TLS_IF_OFFERED;
    all.setProperty(prefix + "starttls.enable", String.valueOf(startTls));
    all.setProperty(
        prefix + "starttls.required", String.valueOf(encryption == Encryption.START_TLS));
    if (sockets != null) {
      all.put(prefix + "ssl.socketFactory", sockets);
    }
    return all;
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
