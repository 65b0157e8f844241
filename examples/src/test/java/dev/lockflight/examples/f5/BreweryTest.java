package dev.lockflight.examples.f5;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.lockflight.Channel;
import dev.lockflight.connector.mail.Mail;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both pipelines with a real Docker Engine, registry, linters, scanner and mail server. */
class BreweryTest {
  private static BreweryDocker docker;

  @TempDir Path data;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final GreenMail post =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private Brewery brewery;

  @BeforeAll
  static void start() throws Exception {
    docker = BreweryDocker.start(InstalledDocker.machine().variables());
  }

  @AfterAll
  static void stop() {
    if (docker != null) {
      docker.close();
    }
  }

  @BeforeEach
  void open() throws Exception {
    post.start();
    Mail mail = Mail.over("127.0.0.1", "ci@example.com").unencrypted();
    Channel team = Channel.of("mail", mail.port(post.getSmtp().getPort()).to("team@example.com"));
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    brewery = Brewery.open(new Brewery.Place(InstalledDocker.machine(), data, team, out), docker);
  }

  @AfterEach
  void close() {
    brewery.close();
    post.stop();
  }

  @Test
  void a_commit_goes_to_staging_then_to_production_and_passes_the_night() throws Exception {
    List<Run> runs = brewery.deliver(BreweryFault.NONE);

    assertThat(runs)
        .as(printed())
        .extracting(Run::status)
        .containsExactly(RunStatus.SUCCEEDED, RunStatus.SUCCEEDED, RunStatus.SUCCEEDED);
    assertThat(subjects()).hasSize(4);
  }

  private List<String> subjects() throws Exception {
    return Arrays.stream(post.getReceivedMessages())
        .map(
            mail -> {
              try {
                return mail.getSubject();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            })
        .toList();
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
