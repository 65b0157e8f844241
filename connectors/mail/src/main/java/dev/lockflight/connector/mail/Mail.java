package dev.lockflight.connector.mail;

import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Notifier;
import dev.lockflight.Secret;
import dev.lockflight.SecretSource;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * Notifications as mail over SMTP. Immutable and thread-safe: each method returns another.
 *
 * <pre>{@code
 * Mail mail = Mail.over("smtp.example.com", "deploy@example.com")
 *     .login("deploy", Secret.of("SMTP_PASSWORD"), secrets);
 * Channel owners = Channel.of("data-owners", mail.to("ada@example.com", "bob@example.com"));
 * }</pre>
 *
 * <p>Connections are encrypted by STARTTLS, on port 587, unless another way is chosen; one is made
 * for each notification, and none before. The password is looked up each time. A call ends within a
 * few times its timeout.
 */
public final class Mail {
  private final Server server;
  private final Address from;

  private Mail(Server server, Address from) {
    this.server = server;
    this.from = from;
  }

  /**
   * Mail handed in at this server.
   *
   * @param from the sender, {@code deploy@example.com} or {@code Deployments <deploy@example.com>}
   * @throws InvalidDefinitionException when an address is none
   */
  public static Mail over(String host, String from) {
    boolean hasPort = host.contains(":") && !host.contains("::");
    if (host.isBlank() || hasPort || host.chars().anyMatch(c -> c <= ' ')) {
      throw new InvalidDefinitionException(
          "SMTP host must be a name without port; give the port with port(): '" + host + "'");
    }
    Encryption encryption = Encryption.START_TLS;
    return new Mail(
        new Server(host, encryption.port(), encryption, null, Duration.ofSeconds(15), null),
        Address.of(from));
  }

  /** Encrypted from the first byte, on port 465. */
  public Mail overTls() {
    return encrypted(Encryption.TLS);
  }

  /** Encrypted only when the server offers it, on port 25: for a relay that takes no login. */
  public Mail encryptedIfOffered() {
    return encrypted(Encryption.START_TLS_IF_OFFERED);
  }

  /** Never encrypted, on port 25: for a relay on this machine or a trusted network. */
  public Mail unencrypted() {
    return encrypted(Encryption.NONE);
  }

  /** On another port than the usual one; call it after the encryption is chosen. */
  public Mail port(int port) {
    if (port < 1 || port > 65_535) {
      throw new InvalidDefinitionException("SMTP port must be between 1 and 65535: " + port);
    }
    return with(
        new Server(
            server.host(),
            port,
            server.encryption(),
            server.login(),
            server.timeout(),
            server.sockets()));
  }

  /**
   * As this user.
   *
   * @throws InvalidDefinitionException when the password might go over the network unencrypted
   */
  public Mail login(String user, Secret password, SecretSource secrets) {
    return with(
        new Server(
            server.host(),
            server.port(),
            server.encryption(),
            new Server.Login(user, password, secrets),
            server.timeout(),
            server.sockets()));
  }

  /** How long to wait for a connection, and for each answer; 15 seconds unless said. */
  public Mail timeout(Duration timeout) {
    if (timeout.toMillis() < 1 || timeout.compareTo(Duration.ofMinutes(10)) > 0) {
      throw new InvalidDefinitionException(
          "SMTP timeout must be between 1 ms and 10 minutes: " + timeout);
    }
    return with(
        new Server(
            server.host(),
            server.port(),
            server.encryption(),
            server.login(),
            timeout,
            server.sockets()));
  }

  /** Trusting these authorities instead of the platform's, for a server with a private one. */
  public Mail trusting(SSLContext authorities) {
    return with(
        new Server(
            server.host(),
            server.port(),
            server.encryption(),
            server.login(),
            server.timeout(),
            authorities.getSocketFactory()));
  }

  /**
   * A channel to these people.
   *
   * @throws InvalidDefinitionException when there is none, or an address is none
   */
  public Notifier to(String... addresses) {
    List<Address> all = Stream.of(addresses).map(Address::of).toList();
    if (all.isEmpty()) {
      throw new InvalidDefinitionException("mail must have at least one recipient");
    }
    return new MailNotifier(server, new Envelope(from, all));
  }

  private Mail encrypted(Encryption encryption) {
    return with(
        new Server(
            server.host(),
            encryption.port(),
            encryption,
            server.login(),
            server.timeout(),
            server.sockets()));
  }

  private Mail with(Server changed) {
    if (changed.login() != null
        && !changed.encryption().isCertain()
        && !changed.isOfThisMachine()) {
      throw new InvalidDefinitionException(
          "the password for "
              + changed
              + " could be read on the way; log in with STARTTLS (the default) or overTls()");
    }
    return new Mail(changed, from);
  }

  @Override
  public String toString() {
    return "mail from " + from + " over " + server;
  }
}
