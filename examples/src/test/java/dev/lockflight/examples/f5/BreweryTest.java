package dev.lockflight.examples.f5;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.lockflight.Channel;
import dev.lockflight.StageName;
import dev.lockflight.connector.mail.Mail;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import jakarta.mail.Multipart;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    String staged = digest(runs.get(0));
    String released = digest(runs.get(1));
    assertThat(deployed("staging")).isEqualTo(image() + "@" + staged);
    assertThat(deployed("production")).isEqualTo(image() + "@" + released);
    assertThat(tags())
        .contains("\"develop-0.0.4\"", "\"latest\"", "\"v0.0.4\"")
        .contains("\"sha-" + runs.get(1).release().commit().substring(0, 7) + "\"");
    assertThat(runs.get(1).outputs().toString())
        .as("latest moves only in production")
        .contains("\"tags\":[\"sha-" + runs.get(1).release().commit().substring(0, 7) + "\"]");
    assertThat(brewery.server().releases()).containsExactly("v0.0.4");
    assertThat(subjects())
        .extracting(subject -> subject.substring(subject.indexOf(' ') + 1).split(" at ")[0])
        .containsExactly(
            "Build passed: develop",
            "Deployed to staging",
            "Build passed: main",
            "Deployed to production");
    assertThat(text(post.getReceivedMessages()[3].getContent())).contains(image() + "@" + released);
    assertThat(kept("ci")).contains("junit.xml", "coverage.xml", "bandit.sarif", "tests.log");
    assertThat(kept("nightly-good"))
        .contains("bronze.log", "silver.log", "breweries.parquet", "breweries_by_state.csv");
    assertThat(printed()).contains("gate trivy SKIPPED", "rosa approves 'production'");
  }

  @ParameterizedTest
  @CsvSource({
    "LINT, lint, step black",
    "UNIT, unit, 'tests in junit.xml of tests: 6 executed, 1 failed'",
    "SECURITY, security, 'findings in bandit.sarif of bandit'"
  })
  void a_bad_commit_stops_where_it_is_found(BreweryFault fault, String stage, String why)
      throws Exception {
    List<Run> runs = brewery.deliver(fault);

    assertThat(runs).as(printed()).extracting(Run::status).containsExactly(RunStatus.FAILED);
    assertThat(runs.get(0).reason()).contains(why);
    assertThat(runs.get(0).stage(StageName.of(stage)).status()).isEqualTo(RunStatus.FAILED);
    assertThat(runs.get(0).deployments()).isEmpty();
    assertThat(subjects()).singleElement().asString().contains("Build failed: develop");
    assertThat(kept("ci")).contains("run.txt");
  }

  @Test
  void a_dag_run_that_fails_leaves_its_logs_and_alerts_the_team() throws Exception {
    List<Run> runs = brewery.deliver(BreweryFault.DAG);

    assertThat(runs).as(printed()).extracting(Run::status).containsExactly(RunStatus.FAILED);
    assertThat(runs.get(0).reason()).contains("silver failed");
    assertThat(brewery.scheduler().states()).containsExactly("failed");
    assertThat(subjects()).singleElement().asString().contains("Brewery pipeline test failed");
    assertThat(kept("nightly-bad")).contains("silver.log", "breweries.json");
    assertThat(log("silver.log")).contains("\"alcohol\" not found");
    assertThat(docker.docker().project("brewery-nightly")).isEmpty();
  }

  private static String image() throws Exception {
    return docker.images().repository();
  }

  private static String digest(Run run) throws Exception {
    return run.release().artifacts().getOrDefault(image(), "none");
  }

  private static String deployed(String environment) throws Exception {
    return docker.docker().container("brewery-" + environment).inspect().image();
  }

  /** What the registry says. */
  private static String tags() throws Exception {
    String user = "ci:" + docker.password();
    String login = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    String[] parts = image().split("/", 2);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + parts[0] + "/v2/" + parts[1] + "/tags/list"))
            .header("Authorization", "Basic " + login)
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  /** The names of the files that were published for an environment. */
  private List<String> kept(String environment) throws Exception {
    return files(environment).stream().map(file -> file.getFileName().toString()).toList();
  }

  private String log(String name) throws Exception {
    Path file =
        files("nightly-bad").stream().filter(each -> each.endsWith(name)).findFirst().orElseThrow();
    return Files.readString(file);
  }

  private List<Path> files(String environment) throws Exception {
    try (Stream<Path> all = Files.walk(data.resolve("artifacts").resolve(environment))) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  /** The first text of a mail. */
  private static String text(Object content) throws Exception {
    return content instanceof Multipart parts
        ? text(parts.getBodyPart(0).getContent())
        : content.toString();
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
