package dev.lockflight.connector.airflow;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.lockflight.Secret;
import dev.lockflight.SecretSource;
import dev.lockflight.testkit.fake.SettableClock;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

/**
 * An Airflow of WireMock, on a clock that waits by being moved. The bodies are those of Airflow
 * 3.1.5 and 2.11.0, without the fields that nobody reads here.
 */
final class Airflows {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  static final String PASSWORD = "s3cret-word";
  static final String TOKEN = "s3cret-token";

  private Airflows() {}

  static WireMockExtension server() {
    return WireMockExtension.newInstance()
        .options(WireMockConfiguration.wireMockConfig().dynamicPort())
        .build();
  }

  static Airflow of(WireMockExtension server) {
    return Airflow.open(
        uri(server),
        AirflowAuth.token(Secret.of("airflow-token")),
        settings(SettableClock.startingAt(NOW)));
  }

  static Airflow version2(WireMockExtension server) {
    return Airflow.open(
        uri(server),
        AirflowAuth.login("ci", Secret.of("airflow-password")),
        settings(SettableClock.startingAt(NOW)).airflow2());
  }

  static AirflowSettings settings(SettableClock clock) {
    return AirflowSettings.usual()
        .secrets(SecretSource.of(Map.of("airflow-password", PASSWORD, "airflow-token", TOKEN)))
        .time(clock, clock::advance);
  }

  static URI uri(WireMockExtension server) {
    return URI.create(server.baseUrl());
  }

  /** A DAG that can run; with other fields in front, those count. */
  static String dag(String fields) {
    return """
        {"dag_id":"brewery_pipeline",%s"is_paused":false,"is_stale":false,"has_import_errors":false,
         "relative_fileloc":"brewery.py","fileloc":"/dags/brewery.py"}"""
        .formatted(fields);
  }

  static String run(String state, String conf) {
    return """
        {"dag_run_id":"lockflight-key-1","dag_id":"brewery_pipeline","logical_date":null,
         "queued_at":"2026-03-01T12:00:00.662296Z","start_date":null,"end_date":null,
         "run_after":"2026-03-01T12:00:00.653143Z","run_type":"manual","state":"%s",
         "triggered_by":"rest_api","triggering_user_name":"ci","conf":%s,"note":null}"""
        .formatted(state, conf);
  }

  static String tasks(String bronze, String silver) {
    return """
        {"task_instances":[
          {"task_id":"bronze","map_index":-1,"state":"%s","try_number":1,"max_tries":0},
          {"task_id":"silver","map_index":-1,"state":%s,"try_number":1,"max_tries":0}],
         "total_entries":2}"""
        .formatted(bronze, silver);
  }

  static final String IMPORT_ERRORS =
      """
      {"import_errors":[{"import_error_id":1,"timestamp":"2026-03-01T11:47:35.327313Z",
        "filename":"broken.py","bundle_name":"dags-folder",
        "stack_trace":"Traceback (most recent call last):\\n  File \\"broken.py\\", line 2, in \
      <module>\\nModuleNotFoundError: No module named 'no_such_module'\\n"}],"total_entries":1}""";

  static final String FAILED_LOG =
      """
      {"content":[{"event":"::group::Log message source details","sources":["/logs/1.log"]},
        {"event":"::endgroup::"},
        {"timestamp":"2026-03-01T12:00:39.293334Z","event":"DAG bundles loaded: dags-folder",
         "level":"info","filename":"manager.py","lineno":179,"logger":"task"},
        {"timestamp":"2026-03-01T12:00:39.406458Z","event":"Task failed with exception",
         "level":"error","logger":"task","error_detail":[{"exc_type":"ValueError",
         "exc_value":"silver lacks the column abv","exc_notes":[],"is_cause":false,
         "frames":[{"filename":"/dags/brewery.py","lineno":17,"name":"silver"}]}]}],
       "continuation_token":"eyJlbmRfb2ZfbG9nIjpmYWxzZX0"}""";
}
