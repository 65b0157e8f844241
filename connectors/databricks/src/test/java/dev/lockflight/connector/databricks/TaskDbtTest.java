package dev.lockflight.connector.databricks;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.lockflight.Attribute;
import dev.lockflight.Environment;
import dev.lockflight.Release;
import dev.lockflight.StepFailedException;
import dev.lockflight.connector.dbt.Dbt;
import dev.lockflight.connector.dbt.DbtResult;
import dev.lockflight.testkit.fake.FakeContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class TaskDbtTest {
  @RegisterExtension static final WireMockExtension SERVER = Workspaces.server();
  private static final String RESULTS =
      """
      {"metadata":{"dbt_schema_version":"https://schemas.getdbt.com/dbt/%s.json",
        "dbt_version":"1.11.16","invocation_id":"inv-1","env":{%s}},
       "args":{"which":"build"},"elapsed_time":1.0,"nodes":{},"sources":{},
       "results":[{"unique_id":"model.shop.laps","status":"%s","message":"m",
         "execution_time":0.1}]}""";

  private final Environment stage =
      Environment.of("stage")
          .with(new Attribute(Attribute.DBT_TARGET, "stg"))
          .with(new Attribute(Attribute.CATALOG, "stage"));
  @TempDir private Path directory;
  private Databricks workspace;
  private FakeContext context;

  @BeforeEach
  void open() throws Exception {
    workspace = Workspaces.of(SERVER);
    Path project = Files.createDirectories(directory.resolve("project"));
    Path unused = Files.writeString(project.resolve("dbt_project.yml"), "name: shop\n");
    context =
        FakeContext.ofRun("r1")
            .in(stage)
            .idempotencyKey("key-1")
            .release(Release.of("0123456789abcdef0123456789abcdef01234567"))
            .workspace(directory.resolve("work"));
    SERVER.stubFor(post("/api/2.2/jobs/runs/submit").willReturn(okJson("{\"run_id\":9}")));
    ended("SUCCESS");
    SERVER.stubFor(
        get("/api/2.2/jobs/runs/get-output?run_id=91")
            .willReturn(
                okJson(
                    "{\"dbt_output\":{\"artifacts_link\":\""
                        + SERVER.baseUrl()
                        + "/store/a.tgz?sig=1\",\"artifacts_headers\":{\"x-store\":\"1\"}}}")));
    archive("success", "r1");
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  @Test
  void a_command_is_a_dbt_task_whose_archive_is_believed() throws Exception {
    DbtResult result = dbt().build().select("tag:deploy").var("day", "it's").run(context);

    assertThat(result.counts()).isEqualTo(Map.of("model:success", 1));
    assertThat(result.artifacts().files()).containsKeys("manifest.json", "run_results.json");
    SERVER.verify(
        postRequestedFor(urlEqualTo("/api/2.2/jobs/runs/submit"))
            .withRequestBody(
                equalToJson(
                    """
                    {"idempotency_token":"key-1","tasks":[{"task_key":"dbt",
                      "libraries":[{"pypi":{"package":"dbt-databricks~=1.11.0"}}],
                      "new_cluster":{"spark_env_vars":{
                        "DBT_ENV_CUSTOM_ENV_LOCKFLIGHT_RUN":"r1"}},
                      "dbt_task":{"warehouse_id":"wh1","schema":"gold","catalog":"stage",
                        "source":"GIT","commands":["dbt deps","dbt build --select tag:deploy --vars '{\\"day\\":\\"it'\\\\''s\\"}' --log-format-file json --log-level-file debug --log-file-max-bytes 0 --no-send-anonymous-usage-stats --no-use-colors"]}}]}""",
                    true,
                    true)));
    SERVER.verify(
        getRequestedFor(urlPathEqualTo("/store/a.tgz"))
            .withHeader("x-store", equalTo("1"))
            .withHeader("Authorization", absent()));
  }

  @Test
  void an_archive_of_another_run_is_not_believed() throws Exception {
    archive("success", "r0");

    assertThatThrownBy(() -> dbt().build().run(context))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("LOCKFLIGHT_RUN=r0")
        .hasMessageContaining("not believed");
  }

  @Test
  void a_failed_task_is_judged_by_its_archive() throws Exception {
    ended("FAILED");
    archive("error", "r1");

    StepFailedException failure =
        catchThrowableOfType(StepFailedException.class, () -> dbt().build().run(context));

    assertThat(failure).hasMessageContaining("model.shop.laps error");
  }

  @Test
  void a_task_that_left_nothing_tells_why_it_failed() {
    ended("FAILED");
    SERVER.stubFor(
        get("/api/2.2/jobs/runs/get-output?run_id=91")
            .willReturn(okJson("{\"error\":\"Could not find a version of dbt-databricks\"}")));

    StepFailedException failure =
        catchThrowableOfType(StepFailedException.class, () -> dbt().build().run(context));

    assertThat(failure.evidence().get(0).observed()).contains("Could not find a version");
  }

  @Test
  void an_archive_that_leads_outside_or_is_cut_is_refused() throws Exception {
    store(tar(Map.of("../evil.json", "x")));
    assertThatThrownBy(() -> dbt().build().run(context)).hasMessageContaining("outside");

    byte[] whole = tar(Map.of("target/manifest.json", "x".repeat(3000)));
    store(java.util.Arrays.copyOf(whole, whole.length - 12));
    assertThatThrownBy(() -> dbt().build().run(context.idempotencyKey("k2")))
        .isInstanceOf(IOException.class);
  }

  private Dbt dbt() {
    return Dbt.project(directory.resolve("project"))
        .runBy(TaskDbt.of(workspace, GitSource.gitHub("acme/shop"), "wh1", "gold", "1.11.16"));
  }

  private static void ended(String result) {
    String state =
        "\"state\":{\"life_cycle_state\":\"TERMINATED\",\"result_state\":\"" + result + "\"}";
    SERVER.stubFor(
        get(urlPathEqualTo("/api/2.2/jobs/runs/get"))
            .willReturn(
                okJson(
                    "{\"run_id\":9,"
                        + state
                        + ",\"tasks\":[{\"task_key\":\"dbt\",\"run_id\":91,"
                        + state
                        + "}]}")));
  }

  private void archive(String status, String run) throws IOException {
    Map<String, String> stamp = new LinkedHashMap<>();
    stamp.put("RUN", run);
    stamp.put("STAGE", context.stage().value());
    stamp.put("STEP", context.step().value());
    stamp.put("ATTEMPT", "1");
    stamp.put("KEY", "key-1");
    stamp.put("COMMIT", context.release().commit());
    stamp.put("ENVIRONMENT", "stage");
    StringBuilder env = new StringBuilder();
    stamp.forEach(
        (name, value) ->
            env.append(env.isEmpty() ? "" : ",")
                .append("\"LOCKFLIGHT_" + name + "\":\"" + value + "\""));
    Map<String, String> files = new LinkedHashMap<>();
    files.put("target/manifest.json", RESULTS.formatted("manifest/v12", env, status));
    files.put("target/run_results.json", RESULTS.formatted("run-results/v6", env, status));
    store(tar(files));
  }

  private static void store(byte[] archive) {
    SERVER.stubFor(get(urlPathEqualTo("/store/a.tgz")).willReturn(aResponse().withBody(archive)));
  }

  /** As {@code tar czf} writes it. */
  private static byte[] tar(Map<String, String> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
        byte[] header = new byte[512];
        put(header, 0, file.getKey());
        put(header, 124, String.format(Locale.ROOT, "%011o", content.length));
        header[156] = '0';
        put(header, 257, "ustar");
        out.write(header);
        out.write(content);
        out.write(new byte[(512 - content.length % 512) % 512]);
      }
      out.write(new byte[1024]);
    }
    return bytes.toByteArray();
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
