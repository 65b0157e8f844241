package dev.lockflight.connector.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.lockflight.FailureClass;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest extends LocalService {
  private static final LocalCertificate CERTIFICATE = LocalCertificate.make();

  @RegisterExtension static final WireMockExtension HTTP2 = secure(true);

  @RegisterExtension static final WireMockExtension HTTP1 = secure(false);

  private static WireMockExtension secure(boolean http2) {
    return WireMockExtension.newInstance()
        .options(
            WireMockConfiguration.wireMockConfig()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .dynamicHttpsPort()
                .keystorePath(CERTIFICATE.store().toString())
                .keystorePassword(LocalCertificate.PASSWORD)
                .keyManagerPassword(LocalCertificate.PASSWORD)
                .keystoreType("PKCS12")
                .http2TlsDisabled(!http2))
        .build();
  }

  private RestClient clientOf(WireMockExtension server) throws Exception {
    return open(
        settings(URI.create("https://localhost:" + server.getHttpsPort()))
            .trusting(CERTIFICATE.authority()));
  }

  private RestSettings settings(URI uri) {
    return RestSettings.of(uri).listener(events::add);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_waiting_call_is_aborted_and_the_next_one_works(boolean http2) throws Exception {
    WireMockExtension server = http2 ? HTTP2 : HTTP1;
    server.stubFor(get("/slow").willReturn(ok("0123456789").withChunkedDribbleDelay(10, 20_000)));
    server.stubFor(get("/x").willReturn(okJson("{}")));
    RestClient client = clientOf(server);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    CountDownLatch begun = new CountDownLatch(1);
    Thread call = new Thread(() -> thrown.set(catchThrowable(() -> readSlowly(client, begun))));
    call.start();
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    call.interrupt();
    call.join(5_000);

    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    assertThat(client.send(Request.get("/x")).status()).isEqualTo(200);
  }

  private static void readSlowly(RestClient client, CountDownLatch begun) throws Exception {
    var unused =
        client.read(
            Request.get("/slow"),
            answer -> {
              begun.countDown();
              return answer.body().readAllBytes();
            });
  }

  @Test
  void a_stranger_is_not_trusted_and_not_asked_again() {
    open(settings(URI.create("https://localhost:" + HTTP1.getHttpsPort())));

    NoAnswerException lost =
        catchThrowableOfType(NoAnswerException.class, () -> client.send(Request.get("/x")));

    assertThat(lost).hasMessageContaining("TLS: ").hasMessageNotContaining("attempts");
    assertThat(lost.failureClass()).isEqualTo(FailureClass.FATAL);
    assertThat(lost.mayHaveArrived()).isFalse();
  }

  @Test
  void a_redirect_out_of_encryption_is_not_followed() {
    HTTP1.stubFor(
        get("/x")
            .willReturn(
                aResponse().withStatus(302).withHeader("Location", SERVICE.baseUrl() + "/y")));

    assertThatThrownBy(() -> clientOf(HTTP1).send(Request.get("/x")))
        .hasMessageContaining("redirected from https to http, which is not followed");
    assertThat(SERVICE.getAllServeEvents()).isEmpty();
  }
}
