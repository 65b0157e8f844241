package dev.lockflight.testkit.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.connector.http.Answer;
import dev.lockflight.connector.http.AnswerException;
import dev.lockflight.connector.http.Body;
import dev.lockflight.connector.http.JsonTree;
import dev.lockflight.connector.http.Paging;
import dev.lockflight.connector.http.Request;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LocalFilesTest extends WorkspaceTest {
  private static final String ROOT = "Volumes/main/ops/artifacts";
  private static final String FILE = "/api/2.0/fs/files/{path*}";
  private static final String DIRECTORY = "/api/2.0/fs/directories/{path*}";

  @BeforeEach
  void volume() {
    workspace.files().volume("main", "ops", "artifacts");
  }

  private static Body text(String text) {
    return Body.bytes("application/octet-stream", text.getBytes(StandardCharsets.UTF_8));
  }

  private Answer put(String path, String text) throws InterruptedException {
    return client.send(Request.put(FILE, ROOT + path).body(text(text)));
  }

  private static void assertRefused(int status, String code, Callable<?> call) {
    assertThatThrownBy(call::call)
        .isInstanceOfSatisfying(
            AnswerException.class,
            e -> {
              assertThat(e.status()).isEqualTo(status);
              assertThat(e.code()).isEqualTo(code);
            });
  }

  @Test
  void file_is_uploaded_read_listed_and_deleted() throws Exception {
    String odd = "/a dir/100% #1 ünïcode+&.json";

    assertThat(put(odd, "grün").status()).isEqualTo(204);

    assertThat(client.send(Request.get(FILE, ROOT + odd)).text()).isEqualTo("grün");
    assertThat(client.send(Request.head(FILE, ROOT + odd)).header("Content-Length")).contains("5");
    Answer list = client.send(Request.get(DIRECTORY, ROOT + "/a dir"));
    JsonTree entry = list.json().at("contents").items().get(0);
    assertThat(entry.at("name").text()).isEqualTo("100% #1 ünïcode+&.json");
    assertThat(entry.at("file_size").number()).isEqualTo(5);
    assertThat(entry.at("is_directory").isTrue()).isFalse();
    assertThat(client.send(Request.delete(FILE, ROOT + odd)).status()).isEqualTo(204);
    assertRefused(404, "NOT_FOUND", () -> client.send(Request.get(FILE, ROOT + odd)));
  }

  @Test
  void part_of_a_file_is_read() throws Exception {
    Answer unused = put("/a.txt", "0123456789");

    Answer part = client.send(Request.get(FILE, ROOT + "/a.txt").header("Range", "bytes=3-5"));

    assertThat(part.status()).isEqualTo(206);
    assertThat(part.text()).isEqualTo("345");
    assertThat(part.header("Content-Range")).contains("bytes 3-5/10");
  }

  @Test
  void only_an_empty_directory_is_deleted() throws Exception {
    Answer unused = put("/d/a.txt", "");

    assertRefused(
        400, "INVALID_PARAMETER_VALUE", () -> client.send(Request.delete(DIRECTORY, ROOT + "/d")));
    unused = client.send(Request.delete(FILE, ROOT + "/d/a.txt"));
    unused = client.send(Request.delete(DIRECTORY, ROOT + "/d"));

    assertRefused(404, "NOT_FOUND", () -> client.send(Request.get(DIRECTORY, ROOT + "/d")));
  }

  @Test
  void short_pages_end_only_with_their_token() throws Exception {
    workspace.files().shortPages(2);
    for (int i = 0; i < 5; i++) {
      Answer unused = put("/d/" + i, "");
    }

    List<String> names =
        client
            .pages(
                Request.get(DIRECTORY, ROOT + "/d"),
                Paging.byToken("next_page_token", "page_token"))
            .all(
                page ->
                    page.json().at("contents").items().stream()
                        .map(entry -> entry.at("name").text())
                        .toList());

    assertThat(names).containsExactly("0", "1", "2", "3", "4");
    assertThat(workspace.requests()).filteredOn(r -> r.method().equals("GET")).hasSize(4);
  }

  @Test
  void existing_file_is_kept_when_it_must_not_be_overwritten() throws Exception {
    Answer unused = put("/a.txt", "first");

    assertRefused(
        409,
        "ALREADY_EXISTS",
        () ->
            client.send(
                Request.put(FILE, ROOT + "/a.txt").query("overwrite", false).body(text("other"))));

    assertThat(workspace.files().read("/" + ROOT + "/a.txt")).isEqualTo("first");
  }

  @Test
  void volume_refuses_what_it_cannot_take() {
    workspace.files().largestUpload(4);
    workspace.files().capacity(6);

    assertRefused(413, "REQUEST_ENTITY_TOO_LARGE", () -> put("/big", "12345"));
    assertRefused(
        507, "RESOURCE_EXHAUSTED", () -> put("/a", "1234").status() + put("/b", "123").status());
    workspace.files().denyWriting("main", "ops", "artifacts");
    assertRefused(403, "PERMISSION_DENIED", () -> put("/c", "1"));
    assertThat(workspace.files().paths()).containsExactly("/" + ROOT + "/a");
  }

  @Test
  void many_parts_become_a_file_when_the_upload_is_completed() throws Exception {
    String session =
        client
            .send(Request.post(FILE, ROOT + "/big").query("action", "initiate-upload"))
            .json()
            .at("multipart_upload", "session_token")
            .text();
    Answer addresses =
        client.send(
            Request.post("/api/2.0/fs/create-upload-part-urls")
                .json(
                    Map.of(
                        "path",
                        "/" + ROOT + "/big",
                        "session_token",
                        session,
                        "start_part_number",
                        1,
                        "count",
                        2,
                        "expire_time",
                        Instant.now().plusSeconds(600).toString())));
    var parts = addresses.json().at("upload_part_urls").items().stream().map(this::upload).toList();
    assertThat(workspace.files().paths()).isEmpty();

    Request complete =
        Request.post(FILE, ROOT + "/big")
            .query("action", "complete-upload")
            .query("upload_type", "multipart")
            .query("session_token", session)
            .json(Map.of("parts", parts));
    Answer unused = client.send(complete);
    unused = client.send(complete);

    assertThat(workspace.files().read("/" + ROOT + "/big")).isEqualTo("part 1;part 2;");
  }

  private Map<String, Object> upload(JsonTree address) {
    try {
      long number = address.at("part_number").number();
      Answer done =
          client.send(
              Request.put(java.net.URI.create(address.at("url").text()))
                  .as(dev.lockflight.connector.http.Credentials.none())
                  .body(text("part " + number + ";")));
      return Map.of("part_number", number, "etag", done.header("ETag").orElseThrow());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
