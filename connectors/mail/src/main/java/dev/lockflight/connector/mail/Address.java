package dev.lockflight.connector.mail;

import dev.lockflight.InvalidDefinitionException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;

/** One address, perhaps with a name in front. */
record Address(String text, String mailbox, String name) {
  static Address of(String text) {
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidDefinitionException(
          "mail address must be one line without control characters: "
              + text.replaceAll("\\p{Cntrl}", "?"));
    }
    try {
      InternetAddress[] parsed = InternetAddress.parse(text, true);
      if (parsed.length == 1) {
        parsed[0].validate();
        String mailbox = parsed[0].getAddress();
        String name = parsed[0].getPersonal();
        boolean whole = mailbox.indexOf('@') > 0 && mailbox.chars().allMatch(c -> c < 128);
        if (whole && !parsed[0].isGroup()) {
          return new Address(text, mailbox, name == null ? "" : name);
        }
      }
    } catch (AddressException e) {
      throw new InvalidDefinitionException(
          "mail address must be name@domain: " + text + " (" + e.getMessage() + ")");
    }
    throw new InvalidDefinitionException(
        "mail address must be one name@domain in ASCII, a domain as xn--...: " + text);
  }

  InternetAddress internet() {
    try {
      return new InternetAddress(
          mailbox, name.isEmpty() ? null : name, StandardCharsets.UTF_8.name());
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("every Java platform has UTF-8", e);
    }
  }

  String domain() {
    return mailbox.substring(mailbox.lastIndexOf('@') + 1);
  }

  @Override
  public String toString() {
    return mailbox;
  }
}
