package dev.lockflight.connector.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Cause;
import dev.lockflight.Digest;
import dev.lockflight.FailureClass;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Principal;
import dev.lockflight.Release;
import dev.lockflight.RemoteOperation;
import dev.lockflight.StepFailedException;
import dev.lockflight.testkit.fake.FakeContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ReleasesTest {
  private static final String RELEASES = FakeGitHub.REPOSITORY + "/releases";
  private static final String ASSETS = RELEASES + "/9/assets";
  private static final String REFS = FakeGitHub.REPOSITORY + "/git/refs";

  @RegisterExtension static final FakeGitHub SERVER = FakeGitHub.started();

  @TempDir Path directory;

  private GitHub github;

  @BeforeEach
  void open() {
    github = GitHub.open(SERVER.settings());
  }

  @AfterEach
  void close() {
    github.close();
  }

  private Releases releases() {
    return github.repository("acme/warehouse").releases();
  }

  private static String release() {
    return "{\"id\":9,\"tag_name\":\"v1\",\"name\":\"v1\",\"body\":\"notes\",\"upload_url\":\""
        + SERVER.baseUrl()
        + ASSETS
        + "{?name,label}\",\"html_url\":\"https://github.com/acme/warehouse/releases/v1\"}";
  }

  private static String asset(long id, String state, String digest) {
    return "{\"id\":"
        + id
        + ",\"name\":\"manifest.json\",\"state\":\""
        + state
        + "\",\"size\":2,\"digest\":"
        + (digest.isEmpty() ? "null" : "\"" + digest + "\"")
        + "}";
  }

  private PublishedRelease published() throws Exception {
    SERVER.answers(get(RELEASES + "/tags/v1"), 200, release());
    return releases().find("v1").orElseThrow();
  }

  private Path file() throws IOException {
    return Files.writeString(directory.resolve("manifest.json"), "{}");
  }

  @Test
  void a_release_is_published_at_the_runs_commit() throws Exception {
    SERVER.answers(get(RELEASES + "/tags/v1"), 404, "{}");
    SERVER.answers(post(RELEASES), 201, release());

    PublishedRelease made =
        releases()
            .publishing(ReleaseDraft.of("v1").withGeneratedNotes().notLatest())
            .run(FakeContext.ofRun("r").release(Release.of(FakeGitHub.SHA)));

    assertThat(made.id()).isEqualTo(9);
    SERVER.verify(
        postRequestedFor(urlEqualTo(RELEASES))
            .withRequestBody(
                equalToJson(
                    "{\"tag_name\":\"v1\",\"target_commitish\":\""
                        + FakeGitHub.SHA
                        + "\",\"name\":\"v1\",\"draft\":false,\"prerelease\":false,"
                        + "\"generate_release_notes\":true,\"make_latest\":\"false\"}")));
  }

  @Test
  void a_release_that_is_there_is_returned() throws Exception {
    assertThat(releases().publish(ReleaseDraft.of("v1"))).isEqualTo(published());

    SERVER.verify(0, postRequestedFor(urlEqualTo(RELEASES)));
  }

  @BeforeEach
  void existing() throws Exception {
    SERVER.answers(get(RELEASES + "/tags/v1"), 200, release());
  }

  @Test
  void an_asset_takes_the_place_of_one_of_its_name() throws Exception {
    SERVER.answers(get(urlPathEqualTo(ASSETS)), 200, "[" + asset(1, "uploaded", "sha256:00") + "]");
    SERVER.answers(delete(RELEASES + "/assets/1"), 204, "");
    SERVER.answers(
        post(urlPathEqualTo(ASSETS)), 201, asset(2, "uploaded", Digest.of("{}").value()));

    assertThat(releases().upload(published(), file(), "manifest.json").id()).isEqualTo(2);

    SERVER.verify(
        postRequestedFor(urlEqualTo(ASSETS + "?name=manifest.json"))
            .withHeader("Content-Length", equalTo("2"))
            .withRequestBody(equalTo("{}")));
  }

  @Test
  void the_same_asset_is_not_uploaded_again() throws Exception {
    SERVER.answers(
        get(urlPathEqualTo(ASSETS)),
        200,
        "[" + asset(1, "uploaded", Digest.of("{}").value()) + "]");

    assertThat(releases().upload(published(), file(), "manifest.json").id()).isEqualTo(1);
  }

  @Test
  void what_a_broken_upload_left_is_removed() throws Exception {
    SERVER.stubs(
        get(urlPathEqualTo(ASSETS))
            .inScenario("upload")
            .whenScenarioStateIs("Started")
            .willReturn(okJson("[]")));
    SERVER.stubs(
        post(urlPathEqualTo(ASSETS))
            .inScenario("upload")
            .willReturn(aResponse().withStatus(502))
            .willSetStateTo("broken"));
    SERVER.stubs(
        get(urlPathEqualTo(ASSETS))
            .inScenario("upload")
            .whenScenarioStateIs("broken")
            .willReturn(okJson("[" + asset(3, "open", "") + "]")));
    SERVER.answers(delete(RELEASES + "/assets/3"), 204, "");
    PublishedRelease release = published();

    assertThatThrownBy(() -> releases().upload(release, file(), "manifest.json"))
        .isInstanceOfSatisfying(
            GitHubException.class,
            e -> assertThat(e.asStepFailure().failureClass()).isEqualTo(FailureClass.TRANSIENT));

    SERVER.verify(1, deleteRequestedFor(urlEqualTo(RELEASES + "/assets/3")));
  }

  @Test
  void an_asset_that_arrived_differently_is_removed() throws Exception {
    SERVER.answers(get(urlPathEqualTo(ASSETS)), 200, "[]");
    SERVER.answers(post(urlPathEqualTo(ASSETS)), 201, asset(2, "uploaded", "sha256:00"));
    SERVER.answers(delete(RELEASES + "/assets/2"), 204, "");
    PublishedRelease release = published();

    assertThatThrownBy(() -> releases().upload(release, file(), "manifest.json"))
        .hasMessageContaining("did not arrive whole");
  }

  @Test
  void a_name_that_github_would_change_is_refused() throws Exception {
    PublishedRelease release = published();

    assertThatThrownBy(() -> releases().upload(release, file(), "my ünïcode #1.json"))
        .isInstanceOf(InvalidDefinitionException.class);
  }

  @Test
  void a_tag_that_marks_the_commit_is_left_and_one_that_marks_another_is_a_conflict()
      throws Exception {
    Refs refs = github.repository("acme/warehouse").refs();
    SERVER.answers(
        get(FakeGitHub.REPOSITORY + "/git/ref/tags%2Fv1"),
        200,
        "{\"ref\":\"refs/tags/v1\",\"object\":{\"sha\":\"7a6\",\"type\":\"tag\"}}");
    SERVER.answers(
        get(FakeGitHub.REPOSITORY + "/git/tags/7a6"),
        200,
        "{\"sha\":\"7a6\",\"object\":{\"sha\":\"" + FakeGitHub.SHA + "\"}}");

    refs.tag("v1", FakeGitHub.SHA, "first");

    assertThatThrownBy(() -> refs.tag("v1", "another", "first"))
        .isInstanceOfSatisfying(
            GitHubException.class,
            e -> assertThat(e.kind()).isEqualTo(GitHubException.Kind.CONFLICT));
  }

  @Test
  void a_new_tag_is_an_object_and_a_ref() throws Exception {
    SERVER.answers(get(FakeGitHub.REPOSITORY + "/git/ref/tags%2Fv2"), 404, "{}");
    SERVER.answers(post(FakeGitHub.REPOSITORY + "/git/tags"), 201, "{\"sha\":\"7a6\"}");
    SERVER.answers(post(REFS), 201, "{}");

    github.repository("acme/warehouse").refs().tag("v2", FakeGitHub.SHA, "second");

    SERVER.verify(
        postRequestedFor(urlEqualTo(REFS))
            .withRequestBody(equalToJson("{\"ref\":\"refs/tags/v2\",\"sha\":\"7a6\"}")));
  }

  @Test
  void a_ref_that_is_there_is_found_or_a_conflict() throws Exception {
    Refs refs = github.repository("acme/warehouse").refs();
    SERVER.answers(post(REFS), 422, "{\"message\":\"Reference already exists\"}");
    SERVER.answers(
        get(FakeGitHub.REPOSITORY + "/git/ref/heads%2Frelease"),
        200,
        "{\"object\":{\"sha\":\"a\"}}");

    refs.create("heads/release", "a");

    assertThatThrownBy(() -> refs.create("heads/release", "b"))
        .hasMessageContaining("at a, not at b");
  }

  @Test
  void a_sarif_file_is_uploaded_and_waited_for() throws Exception {
    String sarifs = FakeGitHub.REPOSITORY + "/code-scanning/sarifs";
    Path sarif = Files.writeString(directory.resolve("bandit.sarif"), "{\"version\":\"2.1.0\"}");
    SERVER.answers(post(sarifs), 202, "{\"id\":\"s-1\",\"url\":\"u\"}");
    RemoteOperation<SarifOutcome> step =
        github.repository("acme/warehouse").codeScanning().uploading(sarif);
    FakeContext context =
        FakeContext.ofRun("r")
            .release(Release.of(FakeGitHub.SHA))
            .cause(Cause.push("main", Principal.of("alice")));

    RemoteOperation.Handle handle = step.submit(context);
    SERVER.answers(get(sarifs + "/s-1"), 200, "{\"processing_status\":\"pending\"}");
    RemoteOperation.Poll<SarifOutcome> pending = step.poll(handle, context);
    SERVER.answers(
        get(sarifs + "/s-1"), 200, "{\"processing_status\":\"complete\",\"errors\":null}");
    RemoteOperation.Poll<SarifOutcome> complete = step.poll(handle, context);
    SERVER.answers(
        get(sarifs + "/s-1"), 200, "{\"processing_status\":\"failed\",\"errors\":[\"no runs\"]}");

    assertThat(pending.againIn()).isNotNull();
    assertThat(complete.result()).isEqualTo(new SarifOutcome("complete", List.of()));
    assertThatThrownBy(() -> step.poll(handle, context))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("[no runs]");
    JsonNode body = SERVER.bodies("POST", sarifs).get(0);
    assertThat(body.get("ref").asString()).isEqualTo("refs/heads/main");
    try (InputStream in =
        new GZIPInputStream(
            new ByteArrayInputStream(Base64.getDecoder().decode(body.get("sarif").asString())))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("{\"version\":\"2.1.0\"}");
    }
  }
}
