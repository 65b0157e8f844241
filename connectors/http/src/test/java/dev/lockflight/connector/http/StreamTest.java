package dev.lockflight.connector.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.binaryEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import dev.lockflight.Progress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamTest extends LocalService {
  @TempDir Path directory;

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  @Test
  void a_file_is_streamed_up() throws Exception {
    byte[] bytes = bytes((5 << 20) + 1);
    SERVICE.stubFor(any(anyUrl()).willReturn(ok()));
    Path file = Files.write(directory.resolve("a.whl"), bytes);
    List<Progress> moves = new ArrayList<>();

    var unused = client.send(Request.put("/x").body(Body.file(file)).following(moves::add));

    SERVICE.verify(
        putRequestedFor(anyUrl())
            .withHeader("Content-Type", equalTo("application/octet-stream"))
            .withHeader("Content-Length", equalTo(String.valueOf(bytes.length)))
            .withRequestBody(binaryEqualTo(bytes)));
    assertThat(moves).last().isEqualTo(new Progress("PUT /x", bytes.length, bytes.length));
  }

  @Test
  void a_part_of_a_file_is_streamed_up_again_for_another_attempt() throws Exception {
    SERVICE.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(503)));
    Path file = Files.writeString(directory.resolve("a"), "0123456789");

    assertThatThrownBy(() -> client.send(Request.put("/x").body(Body.part(file, 3, 4))))
        .isInstanceOf(AnswerException.class);

    assertThat(SERVICE.findAll(anyRequestedFor(anyUrl())))
        .hasSize(4)
        .allSatisfy(r -> assertThat(r.getBodyAsString()).isEqualTo("3456"));
    assertThatThrownBy(() -> Body.part(file, 8, 4))
        .hasMessage(file + " has 10 bytes, not 4 from 8 on");
  }

  @Test
  void a_stream_of_unknown_length_is_sent_in_chunks() throws Exception {
    SERVICE.stubFor(any(anyUrl()).willReturn(ok()));
    Body body =
        Body.once(
            "text/plain", -1, new ByteArrayInputStream("abc".getBytes(StandardCharsets.UTF_8)));

    var unused = client.send(Request.put("/x").body(body));

    SERVICE.verify(
        putRequestedFor(anyUrl())
            .withHeader("Transfer-Encoding", equalTo("chunked"))
            .withRequestBody(equalTo("abc")));
  }

  @Test
  void a_file_that_shrinks_while_it_is_sent_is_said_so() {
    SERVICE.stubFor(any(anyUrl()).willReturn(ok()));
    Body body = Body.stream("text/plain", 9, () -> new ByteArrayInputStream(new byte[3]));

    assertThatThrownBy(() -> client.send(Request.put("/x").body(body)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("the body could not be sent: it has 3 bytes instead of 9");
  }

  @Test
  void a_file_that_is_gone_is_said_so() throws Exception {
    Path file = Files.writeString(directory.resolve("a"), "a");
    Body body = Body.file(file);
    Files.delete(file);

    assertThatThrownBy(() -> client.send(Request.put("/x").body(body)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("cannot open it")
        .hasMessageContaining("NoSuchFileException");
    assertThatThrownBy(() -> Body.file(file)).isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void an_answer_is_read_while_it_comes() throws Exception {
    SERVICE.stubFor(get("/x").willReturn(ok("a,b").withHeader("X-A", "1")));

    String all =
        client.read(
            Request.get("/x"),
            answer ->
                answer.head().header("x-a").orElseThrow()
                    + answer.length().getAsLong()
                    + new String(answer.body().readAllBytes(), StandardCharsets.UTF_8));

    assertThat(all).isEqualTo("13a,b");
  }

  /** What was read may have had an effect. */
  @Test
  void a_reader_that_has_begun_does_not_begin_again() {
    SERVICE.stubFor(get("/x").willReturn(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)));

    assertThatThrownBy(() -> client.read(Request.get("/x"), answer -> answer.body().readAllBytes()))
        .isInstanceOf(NoAnswerException.class);
    assertThat(SERVICE.getAllServeEvents()).hasSize(1);
  }

  @Test
  void what_a_reader_throws_comes_as_it_is() {
    SERVICE.stubFor(get("/x").willReturn(ok("abc")));

    assertThatThrownBy(
            () ->
                client.read(
                    Request.get("/x"),
                    answer -> {
                      throw new IOException("disk full");
                    }))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("disk full");
    assertThat(SERVICE.getAllServeEvents()).hasSize(1);
  }

  @Test
  void a_compressed_answer_is_read_plainly() throws Exception {
    SERVICE.stubFor(get("/x").willReturn(ok("abc".repeat(1000))));

    Answer answer = client.send(Request.get("/x"));

    assertThat(answer.text()).hasSize(3000);
    SERVICE.verify(anyRequestedFor(anyUrl()).withHeader("Accept-Encoding", equalTo("gzip")));
  }

  @Test
  void a_form_is_encoded() throws Exception {
    SERVICE.stubFor(any(anyUrl()).willReturn(ok()));

    var unused = client.send(Request.post("/x").form(Map.of("scope", "a b&c=ü")));

    SERVICE.verify(
        anyRequestedFor(anyUrl())
            .withHeader("Content-Type", equalTo("application/x-www-form-urlencoded"))
            .withRequestBody(equalTo("scope=a%20b%26c%3D%C3%BC")));
  }

  /** More than the heap of this session. */
  @Test
  void two_gigabytes_go_up_in_little_memory() throws Exception {
    try (GreedyServer server = new GreedyServer()) {
      open(RestSettings.of(server.uri()));
      Body big = Body.stream("text/plain", 2L << 30, () -> new Zeros(2L << 30));

      assertThat(client.send(Request.put("/x").body(big)).status()).isEqualTo(201);
      assertThat(server.read()).isEqualTo(2L << 30);
    }
  }

  /** So many zeros. */
  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long count) {
      left = count;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      int count = (int) Math.min(length, left);
      left -= count;
      return count == 0 ? -1 : count;
    }
  }
}
