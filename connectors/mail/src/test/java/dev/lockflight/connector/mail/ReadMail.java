package dev.lockflight.connector.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;

/** Reads the parts of a mail as a mail program does. */
final class ReadMail {
  private ReadMail() {}

  static String plain(MimeMessage mail) throws IOException, MessagingException {
    return part(mail, 0);
  }

  static String html(MimeMessage mail) throws IOException, MessagingException {
    return part(mail, 1);
  }

  private static String part(MimeMessage mail, int at) throws IOException, MessagingException {
    BodyPart part = ((MimeMultipart) mail.getContent()).getBodyPart(at);
    return ((String) part.getContent()).replace("\r\n", "\n");
  }
}
