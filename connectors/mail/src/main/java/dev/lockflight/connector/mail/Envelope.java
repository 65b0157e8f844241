package dev.lockflight.connector.mail;

import dev.lockflight.Digest;
import dev.lockflight.Notification;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.util.Date;
import java.util.List;

/** From whom to whom; makes the mail of a notification. */
record Envelope(Address from, List<Address> to) {
  private static final String UTF_8 = "UTF-8";

  MimeMessage around(Notification notification, Session session) throws MessagingException {
    MimeMessage mail = new Named(session, id(notification.id()));
    mail.setFrom(from.internet());
    mail.setRecipients(Message.RecipientType.TO, recipients());
    mail.setSubject(notification.message().title(), UTF_8);
    mail.setSentDate(Date.from(notification.at()));
    MailText text = new MailText(notification);
    mail.setContent(
        new MimeMultipart("alternative", part(text.plain(), "plain"), part(text.html(), "html")));
    mail.setHeader("In-Reply-To", thread(notification));
    mail.setHeader("References", thread(notification));
    mail.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: nobody's absence answers it
    mail.setHeader("X-Lockflight-Notification", notification.id());
    mail.setHeader("X-Lockflight-Event", notification.event().name());
    mail.setHeader("X-Lockflight-Run", encoded(notification.about().run().value()));
    mail.saveChanges();
    return mail;
  }

  InternetAddress[] recipients() {
    return to.stream().map(Address::internet).toArray(InternetAddress[]::new);
  }

  /** A mail that nobody sent, to which all mails about one run answer. */
  private String thread(Notification notification) {
    return id("run." + Digest.of(notification.about().run().value()).value().substring(7, 47));
  }

  private String id(String local) {
    return "<" + local + "@" + from.domain() + ">";
  }

  private static MimeBodyPart part(String text, String subtype) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(text, UTF_8, subtype);
    return part;
  }

  private static String encoded(String text) {
    try {
      return MimeUtility.encodeText(text, UTF_8, null);
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("every Java platform has UTF-8", e);
    }
  }

  /** A mail with an id of its own: the same notification is the same mail. */
  private static final class Named extends MimeMessage {
    private final String id;

    Named(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
