package dev.lockflight.connector.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Principal;
import dev.lockflight.Revision;
import dev.lockflight.Revisions;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GitHubRevisionsTest {
  private static final String MAIN = FakeGitHub.REPOSITORY + "/branches/main";

  @RegisterExtension static final FakeGitHub SERVER = FakeGitHub.started();

  private final GitHub github = GitHub.open(SERVER.settings());
  private final Revisions revisions = github.repository("acme/warehouse").revisions();

  @AfterEach
  void close() {
    github.close();
  }

  private static String branch(String sha, String author) {
    return """
        {"name":"main","commit":{"sha":"%s","author":%s}}
        """
        .formatted(sha, author);
  }

  @Test
  void a_branch_that_has_not_moved_is_not_sent_again() throws Exception {
    SERVER.stubs(
        get(MAIN)
            .willReturn(
                aResponse()
                    .withStatus(200)
                    .withHeader("ETag", "\"e1\"")
                    .withBody(branch("c1", "{\"login\":\"ann\"}"))));
    SERVER.stubs(
        get(MAIN)
            .withHeader("If-None-Match", equalTo("\"e1\""))
            .willReturn(aResponse().withStatus(304)));
    Revision c1 = new Revision("c1", new Principal("ann", Set.of(), "github"), Set.of("ann"));

    assertThat(revisions.head("main")).contains(c1);
    assertThat(revisions.head("main")).contains(c1);
    assertThat(revisions.head("main")).contains(c1);

    SERVER.verify(1, getRequestedFor(urlPathEqualTo(MAIN)).withoutHeader("If-None-Match"));
    SERVER.verify(
        2, getRequestedFor(urlPathEqualTo(MAIN)).withHeader("If-None-Match", equalTo("\"e1\"")));
  }

  @Test
  void an_author_without_account_is_nobody_and_a_branch_that_is_not_there_none() throws Exception {
    SERVER.answers(get(MAIN), 200, branch("c1", "null"));
    SERVER.answers(
        get(FakeGitHub.REPOSITORY + "/branches/feature%2Fx"), 404, "{\"message\":\"Not Found\"}");

    assertThat(revisions.head("main")).contains(Revision.of("c1"));
    assertThat(revisions.head("feature/x")).isEmpty();
    assertThat(revisions.name()).isEqualTo("GitHub acme/warehouse");
  }

  @Test
  void the_authors_of_a_push_are_those_of_all_its_commits() throws Exception {
    SERVER.answers(
        get(urlPathEqualTo(FakeGitHub.REPOSITORY + "/compare/c1...c4")),
        200,
        """
        {"status":"ahead","ahead_by":3,"behind_by":0,"commits":[
          {"sha":"c2","author":{"login":"ann"}},
          {"sha":"c3","author":null},
          {"sha":"c4","author":{"login":"bob"}}]}
        """);
    SERVER.answers(
        get(urlPathEqualTo(FakeGitHub.REPOSITORY + "/compare/gone...c4")),
        404,
        "{\"message\":\"Not Found\"}");

    assertThat(revisions.authors("c1", "c4")).containsExactly("ann", "bob");
    assertThat(revisions.authors("gone", "c4")).isEmpty();
  }

  @Test
  void a_tag_that_is_not_there_is_none_and_no_permission_is_told() throws Exception {
    SERVER.answers(
        get(FakeGitHub.REPOSITORY + "/git/ref/tags%2Fv1"), 404, "{\"message\":\"Not Found\"}");
    SERVER.answers(
        get(FakeGitHub.REPOSITORY + "/git/ref/tags%2Fv2"),
        200,
        "{\"ref\":\"refs/tags/v2\",\"object\":{\"type\":\"commit\",\"sha\":\"c0ffee\"}}");
    SERVER.answers(
        get(MAIN), 403, "{\"message\":\"Resource not accessible by personal access token\"}");

    assertThat(revisions.tagged("v1")).isEmpty();
    assertThat(revisions.tagged("v2")).contains(Revision.of("c0ffee"));
    assertThatThrownBy(() -> revisions.head("main"))
        .isInstanceOf(GitHubException.class)
        .hasMessageContaining("contents");
  }
}
