package dev.lockflight.connector.databricks;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.lockflight.FailureClass;
import dev.lockflight.RemoteOperation;
import dev.lockflight.RemoteOperation.Handle;
import dev.lockflight.StepFailedException;
import dev.lockflight.testkit.fake.FakeContext;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StartWarehouseTest {
  @RegisterExtension static final WireMockExtension SERVER = Workspaces.server();
  private static final String PATH = "/api/2.0/sql/warehouses/wh1";

  private final FakeContext context = FakeContext.ofRun("r1");
  private Databricks workspace;
  private RemoteOperation<WarehouseStatus> start;

  @BeforeEach
  void open() {
    workspace = Workspaces.of(SERVER);
    start = workspace.warehouse("wh1").started();
    SERVER.stubFor(post(PATH + "/start").willReturn(okJson("{}")));
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  @Test
  void it_waits_until_the_warehouse_runs() throws Exception {
    Handle handle = start.submit(context);
    state("STARTING", "");
    assertThat(start.poll(handle, context).result()).isNull();
    state("RUNNING", "");

    assertThat(start.poll(handle, context).result())
        .isEqualTo(new WarehouseStatus("wh1", "main", WarehouseStatus.State.RUNNING, ""));
    SERVER.verify(postRequestedFor(urlEqualTo(PATH + "/start")));
  }

  @Test
  void one_that_will_not_start_says_why() throws Exception {
    Handle handle = start.submit(context);
    state("STOPPED", ",\"health\":{\"summary\":\"no capacity in zone\"}");

    StepFailedException failure = failure(handle);

    assertThat(failure.failureClass()).isEqualTo(FailureClass.TRANSIENT);
    assertThat(failure)
        .hasMessageContaining("STOPPED although it was started: no capacity in zone");
  }

  @Test
  void one_that_starts_for_ever_is_given_up() throws Exception {
    Handle handle = start.submit(context);
    state("STARTING", "");
    FakeContext later = FakeContext.ofRun("r1").at(context.now().plus(Duration.ofMinutes(21)));

    assertThat(catchThrowableOfType(StepFailedException.class, () -> start.poll(handle, later)))
        .hasMessageContaining("STARTING since 20 minutes");
  }

  @Test
  void one_that_is_not_there_or_not_ours_is_told() throws Exception {
    Handle handle = start.submit(context);
    SERVER.stubFor(
        get(PATH)
            .willReturn(
                aResponse()
                    .withStatus(403)
                    .withBody("{\"error_code\":\"PERMISSION_DENIED\",\"message\":\"no\"}")));

    assertThat(failure(handle)).hasMessageContaining("it needs: CAN USE on the SQL warehouse");
  }

  private StepFailedException failure(Handle handle) {
    return catchThrowableOfType(StepFailedException.class, () -> start.poll(handle, context));
  }

  private static void state(String state, String more) {
    SERVER.stubFor(
        get(PATH)
            .willReturn(
                okJson(
                    "{\"id\":\"wh1\",\"name\":\"main\",\"state\":\"" + state + "\"" + more + "}")));
  }
}
