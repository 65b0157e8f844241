package dev.lockflight.connector.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.serviceUnavailable;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.lockflight.connector.http.Probe.httpOk;
import static dev.lockflight.connector.http.Probe.tcpOpen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import dev.lockflight.Gate;
import dev.lockflight.Polling;
import dev.lockflight.Verdict;
import dev.lockflight.testkit.fake.FakeContext;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProbeTest extends LocalService {
  private static Verdict ask(Gate gate) throws Exception {
    return gate.evaluate(FakeContext.ofRun("run-1"));
  }

  private static URI at(String path) {
    return URI.create(SERVICE.baseUrl() + path);
  }

  private static int closedPort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void a_good_answer_opens_also_behind_a_redirect() throws Exception {
    SERVICE.stubFor(get("/").willReturn(ok("<html>Airflow</html>")));
    SERVICE.stubFor(get("/home").willReturn(temporaryRedirect("/")));

    assertThat(ask(httpOk(at("/"))).status()).isEqualTo(Verdict.Status.PASSED);
    assertThat(ask(httpOk(at("/home"))).status()).isEqualTo(Verdict.Status.PASSED);
  }

  @Test
  void a_bad_answer_fails_after_one_question() throws Exception {
    SERVICE.stubFor(get(urlPathEqualTo("/")).willReturn(serviceUnavailable()));

    Verdict verdict = ask(httpOk(at("/?token=canary-1")));

    assertThat(verdict.status()).isEqualTo(Verdict.Status.FAILED);
    assertThat(verdict.summary()).contains("503");
    assertThat(verdict.toString() + verdict.evidence()).doesNotContain("canary-1");
    assertThat(httpOk(at("/?token=canary-1")).describe()).doesNotContain("canary-1");
    assertThat(SERVICE.getAllServeEvents()).hasSize(1);
  }

  @Test
  void no_answer_is_an_error() throws Exception {
    SERVICE.stubFor(get("/").willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
    URI nobody = URI.create("http://127.0.0.1:" + closedPort() + "/");

    assertThat(ask(httpOk(at("/"))).status()).isEqualTo(Verdict.Status.ERRORED);
    assertThat(ask(httpOk(nobody)).status()).isEqualTo(Verdict.Status.ERRORED);
  }

  @Test
  void a_port_is_open_or_refused() throws Exception {
    URI service = URI.create(SERVICE.baseUrl());

    assertThat(ask(tcpOpen("127.0.0.1", service.getPort())).status())
        .isEqualTo(Verdict.Status.PASSED);
    assertThat(ask(tcpOpen("127.0.0.1", closedPort())).status()).isEqualTo(Verdict.Status.FAILED);
    assertThat(ask(tcpOpen("no-such-host.invalid", 1433)).status())
        .isEqualTo(Verdict.Status.ERRORED);
  }

  @Test
  void polled_a_refused_port_is_asked_again() throws Exception {
    Gate gate =
        tcpOpen("127.0.0.1", closedPort())
            .polled(Polling.every(Duration.ofSeconds(5), Duration.ofMinutes(1)));

    assertThat(ask(gate).isPending()).isTrue();
    assertThat(gate.describe()).contains("takes TCP connections, every PT5S for PT1M");
  }

  @Test
  void what_is_no_address_is_refused() {
    assertThatThrownBy(() -> tcpOpen("db", 0)).isInstanceOf(InvalidRequestException.class);
    assertThatThrownBy(() -> httpOk(URI.create("ftp://db/")))
        .isInstanceOf(InvalidRequestException.class);
  }
}
