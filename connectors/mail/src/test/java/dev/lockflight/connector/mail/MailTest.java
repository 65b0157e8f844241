package dev.lockflight.connector.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.lockflight.EnvironmentName;
import dev.lockflight.FailureClass;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.MissingSecretException;
import dev.lockflight.Notification;
import dev.lockflight.Notification.About;
import dev.lockflight.Notification.Event;
import dev.lockflight.Notification.Message;
import dev.lockflight.PipelineName;
import dev.lockflight.RunId;
import dev.lockflight.Secret;
import dev.lockflight.SecretSource;
import dev.lockflight.StepFailedException;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a GreenMail server: a real SMTP dialogue over real sockets. */
class MailTest {
  private static final Secret PASSWORD = Secret.of("SMTP_PASSWORD");
  private static final SecretSource SECRETS =
      SecretSource.of(Map.of("SMTP_PASSWORD", "correct horse", "OLD_PASSWORD", "battery staple"));

  private final GreenMail server =
      new GreenMail(
          new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)
          });

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private Mail mail() {
    return Mail.over("127.0.0.1", "Deployments <deploy@example.com>")
        .unencrypted()
        .port(server.getSmtp().getPort());
  }

  static Notification waiting(long entry, String title) {
    return new Notification(
        Event.WAITING_FOR_APPROVAL,
        new About(
            RunId.of("run-7"), PipelineName.of("lieferung-größe"), EnvironmentName.of("prod")),
        entry,
        Instant.parse("2026-03-01T12:00:00Z"),
        Message.of(title, "Rows: 12 < 13 & more\nsecond line", "To answer: approve --run run-7"));
  }

  private MimeMessage only() {
    assertThat(server.getReceivedMessages()).hasSize(1);
    return server.getReceivedMessages()[0];
  }

  @Test
  void a_mail_says_the_same_as_text_and_as_html() throws Exception {
    mail().to("ada@example.com").send(waiting(3, "Größe 日本語 🚢 wartet"));

    MimeMessage sent = only();
    assertThat(sent.getSubject()).isEqualTo("Größe 日本語 🚢 wartet");
    assertThat(sent.getFrom()[0]).hasToString("Deployments <deploy@example.com>");
    assertThat(ReadMail.plain(sent))
        .contains("Rows: 12 < 13 & more\nsecond line", "run-7 of lieferung-größe in prod");
    assertThat(ReadMail.html(sent))
        .contains("<h3>Größe 日本語 🚢 wartet</h3>", "12 &lt; 13 &amp; more<br>\nsecond line");
    assertThat(sent.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
  }

  @Test
  void a_subject_of_foreign_letters_is_encoded_on_the_way() throws Exception {
    mail().to("ada@example.com").send(waiting(3, "Größe 🚢"));

    assertThat(only().getHeader("Subject", null)).startsWith("=?UTF-8?");
  }

  @Test
  void mails_about_one_run_are_one_thread_and_each_is_recognised() throws Exception {
    var owners = mail().to("ada@example.com");
    owners.send(waiting(3, "first"));
    owners.send(waiting(4, "second"));
    owners.send(waiting(3, "first"));

    MimeMessage[] sent = server.getReceivedMessages();
    assertThat(sent[1].getHeader("References", null))
        .isEqualTo(sent[0].getHeader("References", null))
        .isEqualTo(sent[0].getHeader("In-Reply-To", null))
        .matches("<run\\.[0-9a-f]{40}@example\\.com>");
    assertThat(sent[0].getMessageID())
        .isEqualTo("<" + waiting(3, "first").id() + "@example.com>")
        .isEqualTo(sent[2].getMessageID())
        .isNotEqualTo(sent[1].getMessageID());
  }

  @Test
  void everybody_gets_it() throws Exception {
    mail().to("ada@example.com", "Bob <bob@example.org>").send(waiting(3, "for two"));

    assertThat(server.getReceivedMessages()).hasSize(2);
    assertThat(server.getReceivedMessages()[0].getAllRecipients()).hasSize(2);
  }

  @Test
  void nothing_that_is_said_becomes_a_header() throws Exception {
    assertThatThrownBy(() -> Message.of("a\r\nBcc: eve@example.com"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> mail().to("ada@example.com\r\nBcc: eve@example.com"))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("one line without control characters");

    mail().to("ada@example.com").send(waiting(3, "Bcc: eve@example.com"));
    assertThat(only().getHeader("Bcc")).isNull();
  }

  @Test
  void what_is_no_address_is_refused_at_once() {
    for (String wrong : new String[] {"", "ada", "ada@", "a@b@c", "a@x.org, b@x.org", "ä@x.org"}) {
      assertThatThrownBy(() -> mail().to(wrong))
          .as(wrong)
          .isInstanceOf(InvalidDefinitionException.class)
          .hasMessageContaining("mail address must be");
    }
    assertThatThrownBy(() -> mail().to())
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("at least one recipient");
  }

  @Test
  void a_login_with_the_right_password_is_taken() throws Exception {
    var unused = server.setUser("deploy@example.com", "deploy", "correct horse");

    mail().login("deploy", PASSWORD, SECRETS).to("ada@example.com").send(waiting(3, "hello"));

    assertThat(only().getSubject()).isEqualTo("hello");
  }

  @Test
  void a_wrong_password_is_fatal_and_not_told() {
    var unused = server.setUser("deploy@example.com", "deploy", "correct horse");
    Mail wrong = mail().login("deploy", Secret.of("OLD_PASSWORD"), SECRETS);

    assertThatThrownBy(() -> wrong.to("ada@example.com").send(waiting(3, "hello")))
        .isInstanceOfSatisfying(
            StepFailedException.class,
            e -> assertThat(e.failureClass()).isEqualTo(FailureClass.FATAL))
        .hasMessageContainingAll("535", "check user and password")
        .hasMessageNotContaining("battery");
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void a_password_nobody_has_is_named() {
    Mail without = mail().login("deploy", Secret.of("NOWHERE"), SECRETS);

    assertThatThrownBy(() -> without.to("ada@example.com").send(waiting(3, "hello")))
        .isInstanceOf(MissingSecretException.class)
        .hasMessageContaining("NOWHERE");
  }

  @Test
  void a_server_that_is_down_is_transient() {
    Mail down = mail();
    server.stop();

    assertThatThrownBy(() -> down.to("ada@example.com").send(waiting(3, "hello")))
        .isInstanceOfSatisfying(
            StepFailedException.class,
            e -> assertThat(e.failureClass()).isEqualTo(FailureClass.TRANSIENT))
        .hasMessageContaining("check host, port and network");
  }

  @Test
  void a_password_never_goes_over_a_network_in_the_clear() {
    assertThatThrownBy(
            () ->
                Mail.over("smtp.example.com", "deploy@example.com")
                    .encryptedIfOffered()
                    .login("deploy", PASSWORD, SECRETS))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("could be read on the way");
  }

  @Test
  void a_server_without_starttls_gets_nothing_unless_that_is_allowed() throws Exception {
    Mail strict = Mail.over("127.0.0.1", "deploy@example.com").port(server.getSmtp().getPort());

    assertThatThrownBy(() -> strict.to("ada@example.com").send(waiting(3, "hello")))
        .isInstanceOfSatisfying(
            StepFailedException.class,
            e -> assertThat(e.failureClass()).isEqualTo(FailureClass.FATAL))
        .hasMessageContaining("STARTTLS");
    assertThat(server.getReceivedMessages()).isEmpty();

    strict
        .encryptedIfOffered()
        .port(server.getSmtp().getPort())
        .to("ada@example.com")
        .send(waiting(3, "hello"));
    assertThat(server.getReceivedMessages()).hasSize(1);
  }

  @Test
  void a_certificate_nobody_vouches_for_is_refused() {
    Mail tls =
        Mail.over("127.0.0.1", "deploy@example.com").overTls().port(server.getSmtps().getPort());

    assertThatThrownBy(() -> tls.to("ada@example.com").send(waiting(3, "hello")))
        .isInstanceOfSatisfying(
            StepFailedException.class,
            e -> assertThat(e.failureClass()).isEqualTo(FailureClass.FATAL))
        .hasMessageContaining("check certificate, host name and port");
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void settings_that_cannot_be_are_refused() {
    assertThatThrownBy(() -> Mail.over("smtp.example.com:25", "deploy@example.com"))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("give the port with port()");
    assertThatThrownBy(() -> mail().port(0)).hasMessageContaining("between 1 and 65535: 0");
    assertThatThrownBy(() -> mail().timeout(java.time.Duration.ZERO))
        .hasMessageContaining("between 1 ms and 10 minutes");
  }
}
