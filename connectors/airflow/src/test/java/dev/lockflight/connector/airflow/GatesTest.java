package dev.lockflight.connector.airflow;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.lockflight.Verdict;
import dev.lockflight.connector.http.AnswerException;
import dev.lockflight.testkit.fake.FakeContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GatesTest {
  @RegisterExtension static final WireMockExtension SERVER = Airflows.server();
  private static final String ERRORS = "/api/v2/importErrors";
  private static final String DAG = "/api/v2/dags/brewery_pipeline";

  private final FakeContext context = FakeContext.ofRun("r1");
  private final Airflow airflow = Airflows.of(SERVER);

  @AfterEach
  void close() {
    airflow.close();
  }

  @Test
  void a_file_that_cannot_be_imported_fails_the_gate() throws Exception {
    SERVER.stubFor(get(urlPathEqualTo(ERRORS)).willReturn(okJson(Airflows.IMPORT_ERRORS)));

    Verdict verdict = airflow.noImportErrors().evaluate(context);

    assertThat(verdict)
        .hasToString(
            "FAILED: 1 DAG files cannot be imported: correct them, first broken.py:"
                + " ModuleNotFoundError: No module named 'no_such_module'");
    assertThat(verdict.evidence()).extracting(seen -> seen.name()).containsExactly("broken.py");
  }

  @Test
  void no_import_errors_open_it() throws Exception {
    SERVER.stubFor(
        get(urlPathEqualTo(ERRORS))
            .willReturn(okJson("{\"import_errors\":[],\"total_entries\":0}")));

    assertThat(airflow.noImportErrors().evaluate(context).opens()).isTrue();
  }

  /** An exception counts as ERRORED, which is never merged with FAILED. */
  @Test
  void an_airflow_that_does_not_answer_is_not_a_finding() {
    SERVER.stubFor(
        get(urlPathEqualTo(ERRORS)).willReturn(jsonResponse("{\"detail\":\"Forbidden\"}", 403)));

    assertThatThrownBy(() -> airflow.noImportErrors().evaluate(context))
        .isInstanceOf(AnswerException.class)
        .hasMessageContaining("it needs: can read on ImportError");
  }

  @Test
  void a_dag_is_ready_when_it_can_run() throws Exception {
    SERVER.stubFor(get(DAG).willReturn(okJson(Airflows.dag(""))));
    assertThat(ready()).hasToString("PASSED: ready: brewery_pipeline");

    changed("paused");
    assertThat(ready()).hasToString("FAILED: brewery_pipeline is paused: unpause it");
    changed("import_errors");
    assertThat(ready())
        .hasToString("FAILED: brewery_pipeline has import errors: correct /dags/brewery.py");
    changed("stale");
    assertThat(ready()).hasToString("FAILED: brewery_pipeline is in no file now: deploy it");
    SERVER.stubFor(get(DAG).willReturn(jsonResponse("{\"detail\":\"The Dag\"}", 404)));
    assertThat(ready().summary()).contains("brewery_pipeline is unknown: deploy it");
  }

  private Verdict ready() throws Exception {
    return airflow.dagsReady("brewery_pipeline").evaluate(context);
  }

  private static void changed(String flag) {
    String dag = Airflows.dag("").replace(flag + "\":false", flag + "\":true");
    SERVER.stubFor(get(DAG).willReturn(okJson(dag)));
  }
}
