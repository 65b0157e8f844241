package dev.lockflight.connector.github;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.InvalidDefinitionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CommentsTest {
  private static final String ISSUE = FakeGitHub.REPOSITORY + "/issues/7/comments";
  private static final String COMMENTS = FakeGitHub.REPOSITORY + "/issues/comments/";
  private static final String MARK = "<!-- lockflight: delivery stage -->";

  @RegisterExtension static final FakeGitHub SERVER = FakeGitHub.started();

  private GitHub github;

  @BeforeEach
  void open() {
    github = GitHub.open(SERVER.settings());
    SERVER.isCalledBy("github-actions");
  }

  @AfterEach
  void close() {
    github.close();
  }

  private Comment stick(String body) throws InterruptedException {
    return github.repository("acme/warehouse").comments().stick(7, "delivery stage", body);
  }

  private static String comment(long id, String by, String body) {
    return "{\"id\":" + id + ",\"user\":{\"login\":\"" + by + "\"},\"body\":\"" + body + "\"}";
  }

  private static String own(long id, String body) {
    return comment(id, "github-actions[bot]", MARK + "\\n" + body);
  }

  private static void listed(String... comments) {
    SERVER.answers(get(urlPathEqualTo(ISSUE)), 200, "[" + String.join(",", comments) + "]");
  }

  @Test
  void the_first_time_it_is_created_with_a_hidden_mark() throws Exception {
    listed(comment(1, "alice", "nice"));
    SERVER.answers(post(ISSUE), 201, own(5, "red"));

    assertThat(stick("red").id()).isEqualTo(5);

    assertThat(SERVER.bodies("POST", ISSUE).get(0).get("body").asString())
        .isEqualTo(MARK + "\nred");
  }

  @Test
  void afterwards_it_is_changed_in_place() throws Exception {
    listed(own(5, "red"));
    SERVER.answers(patch(urlEqualTo(COMMENTS + 5)), 200, own(5, "green"));

    assertThat(stick("green").id()).isEqualTo(5);

    SERVER.verify(0, postRequestedFor(urlEqualTo(ISSUE)));
    SERVER.verify(1, patchRequestedFor(urlEqualTo(COMMENTS + 5)));
  }

  @Test
  void nothing_is_written_when_it_says_so_already() throws Exception {
    listed(own(5, "green"));

    assertThat(stick("green").id()).isEqualTo(5);

    SERVER.verify(0, patchRequestedFor(anyUrl()));
  }

  @Test
  void of_two_the_later_is_removed() throws Exception {
    listed(own(9, "b"), own(5, "a"));
    SERVER.answers(delete(COMMENTS + 9), 204, "");
    SERVER.answers(patch(urlEqualTo(COMMENTS + 5)), 200, own(5, "c"));

    assertThat(stick("c").id()).isEqualTo(5);

    SERVER.verify(1, deleteRequestedFor(urlEqualTo(COMMENTS + 9)));
  }

  @Test
  void a_comment_of_somebody_else_with_the_mark_is_not_touched() throws Exception {
    listed(comment(3, "mallory", MARK + "\\nowned"));
    SERVER.answers(post(ISSUE), 201, own(5, "red"));

    assertThat(stick("red").id()).isEqualTo(5);

    SERVER.verify(0, patchRequestedFor(anyUrl()));
    SERVER.verify(0, deleteRequestedFor(anyUrl()));
  }

  @Test
  void too_long_a_comment_is_refused_before_it_is_sent() {
    listed();

    assertThatThrownBy(() -> stick("x".repeat(70_000)))
        .isInstanceOfSatisfying(
            GitHubException.class,
            e -> assertThat(e.kind()).isEqualTo(GitHubException.Kind.TOO_LARGE));

    SERVER.verify(0, postRequestedFor(urlEqualTo(ISSUE)));
  }

  @Test
  void a_key_cannot_end_the_mark() {
    assertThatThrownBy(
            () -> github.repository("acme/warehouse").comments().stick(7, "a --> b", "x"))
        .isInstanceOf(InvalidDefinitionException.class);
  }
}
