package dev.lockflight.connector.databricks;

import static com.github.tomakehurst.wiremock.client.WireMock.binaryEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.lockflight.RemoteOperation;
import dev.lockflight.RemoteOperation.Handle;
import dev.lockflight.StepFailedException;
import dev.lockflight.testkit.fake.FakeContext;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ClusterTest {
  @RegisterExtension static final WireMockExtension SERVER = Workspaces.server();
  private static final String WHEEL = "/Volumes/a/b/c/acme-1.whl";

  private final FakeContext context = FakeContext.ofRun("r1");
  @TempDir private Path directory;
  private Databricks workspace;
  private RemoteOperation<InstalledLibraries> install;

  @BeforeEach
  void open() {
    workspace = Workspaces.of(SERVER);
    install = workspace.cluster("c1").installed(Library.wheel(WHEEL), Library.python("dbt==1"));
    SERVER.stubFor(post("/api/2.0/libraries/install").willReturn(okJson("{}")));
    cluster("RUNNING");
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  @Test
  void libraries_are_installed_and_waited_for() throws Exception {
    Handle handle = install.submit(context);
    libraries("INSTALLED", "INSTALLING");
    assertThat(install.poll(handle, context).progress()).hasToString("1/2 libraries");
    libraries("INSTALLED", "INSTALLED");

    assertThat(install.poll(handle, context).result()).isNotNull();
    SERVER.verify(
        postRequestedFor(urlEqualTo("/api/2.0/libraries/install"))
            .withRequestBody(
                equalToJson(
                    """
                    {"cluster_id":"c1","libraries":[{"whl":"%s"},
                      {"pypi":{"package":"dbt==1"}}]}"""
                        .formatted(WHEEL))));
  }

  @Test
  void a_library_that_fails_tells_why() throws Exception {
    Handle handle = install.submit(context);
    libraries("INSTALLED", "FAILED");

    StepFailedException failure =
        catchThrowableOfType(StepFailedException.class, () -> install.poll(handle, context));

    assertThat(failure.evidence().get(0))
        .hasToString("dbt==1: FAILED no such version (expected INSTALLED)");
  }

  @Test
  void a_cluster_that_is_down_is_told() {
    cluster("TERMINATED");

    assertThat(catchThrowableOfType(StepFailedException.class, () -> install.submit(context)))
        .hasMessageContaining("cluster c1 is TERMINATED")
        .hasMessageContaining("start it first");
  }

  @Test
  void a_wheel_is_brought_into_a_directory_of_its_own() throws Exception {
    SERVER.stubFor(put(urlPathMatching("/api/2.0/fs/.*")).willReturn(okJson("")));
    Path wheel = Files.writeString(directory.resolve("acme-1.whl"), "wheel");

    UploadedFile uploaded = workspace.upload(wheel, "/Volumes/a/b/c").run(context);

    assertThat(uploaded.path())
        .isEqualTo("/Volumes/a/b/c/" + uploaded.digest().brief() + "/acme-1.whl");
    assertThat(context.addedToRelease()).containsEntry("acme-1.whl", uploaded.digest().value());
    SERVER.verify(
        putRequestedFor(urlEqualTo("/api/2.0/fs/files" + uploaded.path() + "?overwrite=true"))
            .withRequestBody(
                binaryEqualTo("wheel".getBytes(java.nio.charset.StandardCharsets.UTF_8))));
  }

  @Test
  void an_empty_wheel_is_refused() throws Exception {
    Path wheel = Files.writeString(directory.resolve("acme-1.whl"), "");

    assertThat(
            catchThrowableOfType(
                StepFailedException.class,
                () -> workspace.upload(wheel, "/Volumes/a/b/c").run(context)))
        .hasMessageContaining("missing or empty");
  }

  private static void cluster(String state) {
    SERVER.stubFor(
        get("/api/2.1/clusters/get?cluster_id=c1")
            .willReturn(okJson("{\"state\":\"" + state + "\"}")));
  }

  private static void libraries(String wheel, String python) {
    SERVER.stubFor(
        get("/api/2.0/libraries/cluster-status?cluster_id=c1")
            .willReturn(
                okJson(
                    """
                    {"library_statuses":[
                      {"library":{"jar":"dbfs:/old.jar"},"status":"INSTALLED"},
                      {"library":{"whl":"%s"},"status":"%s"},
                      {"library":{"pypi":{"package":"dbt==1"}},"status":"%s",
                       "messages":["no such version"]}]}"""
                        .formatted(WHEEL, wheel, python))));
  }
}
