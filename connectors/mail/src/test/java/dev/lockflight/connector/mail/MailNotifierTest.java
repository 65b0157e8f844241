package dev.lockflight.connector.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.lockflight.Notifier;
import dev.lockflight.testkit.contract.NotifierContract;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class MailNotifierTest extends NotifierContract {
  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @Override
  protected Channel open() {
    server.reset(); // starts it, with empty mailboxes
    Notifier owners =
        Mail.over("127.0.0.1", "deploy@example.com")
            .unencrypted()
            .port(server.getSmtp().getPort())
            .to("ada@example.com");
    return new Channel(owners, this::received, server::stop);
  }

  private List<Received> received() {
    return Arrays.stream(server.getReceivedMessages()).map(MailNotifierTest::received).toList();
  }

  private static Received received(MimeMessage mail) {
    try {
      return new Received(
          mail.getHeader("X-Lockflight-Notification", null),
          mail.getSubject() + "\n" + ReadMail.plain(mail));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void stop() {
    server.stop();
  }
}
