package dev.lockflight.connector.mail;

import dev.lockflight.MissingSecretException;
import dev.lockflight.Notification;
import dev.lockflight.Notifier;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;

/** Hands notifications in at a server. */
record MailNotifier(Server server, Envelope envelope) implements Notifier {
  @Override
  public void send(Notification notification) {
    String password = password();
    Session session = Session.getInstance(server.properties());
    try {
      MimeMessage mail = envelope.around(notification, session);
      try (Transport transport = session.getTransport(server.protocol())) {
        connect(transport, password);
        transport.sendMessage(mail, envelope.recipients());
      }
    } catch (MessagingException e) {
      throw new Refusal(server, password).of(e);
    }
  }

  private void connect(Transport transport, String password) throws MessagingException {
    Server.Login login = server.login();
    if (login == null) {
      transport.connect();
    } else {
      transport.connect(server.host(), server.port(), login.user(), password);
    }
  }

  private String password() {
    Server.Login login = server.login();
    return login == null
        ? ""
        : login
            .secrets()
            .find(login.password())
            .orElseThrow(() -> new MissingSecretException(login.password()));
  }

  @Override
  public String toString() {
    return "mail to " + envelope.to() + " over " + server;
  }
}
