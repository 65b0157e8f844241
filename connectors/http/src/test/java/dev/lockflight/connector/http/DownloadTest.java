package dev.lockflight.connector.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.lockflight.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest extends LocalService {
  @TempDir Path directory;

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(f -> f.getFileName().toString()).toList();
    }
  }

  @Test
  void a_download_is_the_whole_file() throws Exception {
    byte[] bytes = bytes(3 << 20);
    SERVICE.stubFor(get("/x").willReturn(ok().withBody(bytes)));
    Path file = Files.writeString(directory.resolve("x.zip"), "old");
    List<Progress> moves = new ArrayList<>();

    AnswerHead head = client.download(Request.get("/x").following(moves::add), file);

    assertThat(head.status()).isEqualTo(200);
    assertThat(file).hasBinaryContent(bytes);
    assertThat(files()).containsExactly("x.zip");
    assertThat(moves)
        .hasSizeBetween(3, 4)
        .last()
        .isEqualTo(new Progress("GET /x", 3 << 20, 3 << 20));
  }

  @Test
  void an_empty_answer_is_an_empty_file() throws Exception {
    SERVICE.stubFor(get("/x").willReturn(ok()));

    var unused = client.download(Request.get("/x"), directory.resolve("x"));

    assertThat(directory.resolve("x")).isEmptyFile();
  }

  @Test
  void a_download_that_breaks_off_leaves_the_old_file() throws Exception {
    SERVICE.stubFor(get("/x").willReturn(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)));
    Path file = Files.writeString(directory.resolve("x"), "old");

    assertThatThrownBy(() -> client.download(Request.get("/x"), file))
        .isInstanceOf(NoAnswerException.class)
        .hasMessageContaining("given up after 4 attempts");
    assertThat(file).hasContent("old");
    assertThat(files()).containsExactly("x");
  }

  /** First five of ten bytes from a server that hangs up, then what the service has at /x. */
  private void downloadInTwo() throws Exception {
    String half = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\nETag: \"v1\"\r\n\r\n01234";
    try (RawServer server = RawServer.saying(half, true)) {
      SERVICE.stubFor(
          get("/start")
              .inScenario("s")
              .whenScenarioStateIs("Started")
              .willReturn(temporaryRedirect(server.uri() + "/x"))
              .willSetStateTo("broken"));
      SERVICE.stubFor(
          get("/start")
              .inScenario("s")
              .whenScenarioStateIs("broken")
              .willReturn(temporaryRedirect("/x")));
      var unused = client.download(Request.get("/start"), directory.resolve("x"));
    }
  }

  private static ResponseDefinitionBuilder rest(String range, String body) {
    return aResponse().withStatus(206).withHeader("Content-Range", range).withBody(body);
  }

  @Test
  void a_download_goes_on_where_it_broke_off() throws Exception {
    SERVICE.stubFor(get("/x").willReturn(aResponse().withStatus(500)));
    SERVICE.stubFor(
        get("/x")
            .withHeader("Range", equalTo("bytes=5-"))
            .withHeader("If-Range", equalTo("\"v1\""))
            .willReturn(rest("bytes 5-9/10", "56789")));

    downloadInTwo();

    assertThat(directory.resolve("x")).hasContent("0123456789");
  }

  @Test
  void a_download_of_something_else_meanwhile_begins_again() throws Exception {
    SERVICE.stubFor(get("/x").willReturn(ok("another")));

    downloadInTwo();

    assertThat(directory.resolve("x")).hasContent("another");
  }

  @Test
  void a_part_that_does_not_fit_is_no_file() throws Exception {
    SERVICE.stubFor(get("/x").willReturn(rest("bytes 4-9/10", "456789")));

    assertThatThrownBy(this::downloadInTwo)
        .isInstanceOf(UnreadableAnswerException.class)
        .hasMessageContaining("it was asked for the rest and sent another part");
    assertThat(files()).isEmpty();
  }

  @Test
  void an_error_is_no_file() throws Exception {
    SERVICE.stubFor(get("/x").willReturn(aResponse().withStatus(410).withBody("gone")));

    assertThatThrownBy(() -> client.download(Request.get("/x"), directory.resolve("x")))
        .isInstanceOf(AnswerException.class)
        .hasMessageContaining("410 gone");
    assertThat(files()).isEmpty();
  }

  @Test
  void a_directory_that_is_not_there_is_told_as_it_is() {
    assertThatThrownBy(
            () -> client.download(Request.get("/x"), directory.resolve("no").resolve("x")))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(SERVICE.getAllServeEvents()).isEmpty();
  }
}
