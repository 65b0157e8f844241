package dev.lockflight.connector.databricks;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.lockflight.connector.databricks.RunState.Outcome;
import dev.lockflight.connector.databricks.RunState.Phase;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunStateTest {
  @RegisterExtension static final WireMockExtension SERVER = Workspaces.server();

  @ParameterizedTest
  @CsvSource({
    "QUEUED,,WAITING,OPEN",
    "PENDING,,WAITING,OPEN",
    "BLOCKED,,WAITING,OPEN",
    "WAITING_FOR_RETRY,,WAITING,OPEN",
    "RUNNING,,RUNNING,OPEN",
    "TERMINATING,SUCCESS,RUNNING,OPEN",
    "HIBERNATING,,RUNNING,OPEN",
    "TERMINATED,SUCCESS,ENDED,SUCCEEDED",
    "TERMINATED,SUCCESS_WITH_FAILURES,ENDED,SUCCEEDED_WITH_FAILURES",
    "TERMINATED,FAILED,ENDED,FAILED",
    "TERMINATED,TIMEDOUT,ENDED,TIMED_OUT",
    "TERMINATED,CANCELED,ENDED,CANCELED",
    "TERMINATED,UPSTREAM_FAILED,ENDED,FAILED",
    "TERMINATED,MAXIMUM_CONCURRENT_RUNS_REACHED,ENDED,FAILED",
    "TERMINATED,EXCLUDED,ENDED,NOT_RUN",
    "TERMINATED,WONDERFUL,ENDED,FAILED",
    "TERMINATED,,ENDED,FAILED",
    "SKIPPED,,ENDED,NOT_RUN",
    "INTERNAL_ERROR,FAILED,ENDED,FAILED"
  })
  void the_older_vocabulary(String life, String result, Phase phase, Outcome outcome)
      throws Exception {
    String resultState = result == null ? "" : ",\"result_state\":\"" + result + "\"";

    check("\"state\":{\"life_cycle_state\":\"" + life + "\"" + resultState + "}", phase, outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "BLOCKED,,WAITING,OPEN",
    "WAITING,,WAITING,OPEN",
    "RUNNING,,RUNNING,OPEN",
    "TERMINATING,SUCCESS,RUNNING,OPEN",
    "EVAPORATING,,RUNNING,OPEN",
    "TERMINATED,SUCCESS,ENDED,SUCCEEDED",
    "TERMINATED,SUCCESS_WITH_FAILURES,ENDED,SUCCEEDED_WITH_FAILURES",
    "TERMINATED,RUN_EXECUTION_ERROR,ENDED,FAILED",
    "TERMINATED,USER_CANCELED,ENDED,CANCELED",
    "TERMINATED,SKIPPED,ENDED,NOT_RUN",
    "TERMINATED,DISABLED,ENDED,NOT_RUN",
    "TERMINATED,NEVER_HEARD_OF,ENDED,FAILED",
    "TERMINATED,,ENDED,FAILED"
  })
  void the_newer_vocabulary(String state, String code, Phase phase, Outcome outcome)
      throws Exception {
    String details =
        code == null ? "" : ",\"termination_details\":{\"code\":\"" + code + "\",\"type\":\"X\"}";

    check("\"status\":{\"state\":\"" + state + "\"" + details + "}", phase, outcome);
  }

  @ParameterizedTest
  @CsvSource({"TERMINATED,TIMEDOUT,RUN_EXECUTION_ERROR,ENDED,TIMED_OUT"})
  void both_together(String state, String result, String code, Phase phase, Outcome outcome)
      throws Exception {
    check(
        "\"state\":{\"life_cycle_state\":\""
            + state
            + "\",\"result_state\":\""
            + result
            + "\"},"
            + "\"status\":{\"state\":\""
            + state
            + "\",\"termination_details\":{\"code\":\""
            + code
            + "\"}}",
        phase,
        outcome);
  }

  private static void check(String fields, Phase phase, Outcome outcome) throws Exception {
    SERVER.stubFor(
        get(urlPathEqualTo("/api/2.2/jobs/runs/get"))
            .willReturn(okJson("{\"run_id\":1," + fields + "}")));
    try (Databricks workspace = Workspaces.of(SERVER)) {
      RunState state = workspace.jobs().run(1).state();

      assertThat(state.phase()).isEqualTo(phase);
      assertThat(state.outcome()).isEqualTo(outcome);
    }
  }
}
