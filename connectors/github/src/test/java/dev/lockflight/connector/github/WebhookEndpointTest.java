package dev.lockflight.connector.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.lockflight.Cause;
import dev.lockflight.Principal;
import dev.lockflight.Release;
import dev.lockflight.connector.github.WebhookEndpoint.Reply;
import dev.lockflight.engine.Occurrence;
import dev.lockflight.engine.TriggerEvent;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WebhookEndpointTest {
  @RegisterExtension static final FakeGitHub SERVER = FakeGitHub.started();

  private final EndpointRig rig = new EndpointRig(SERVER);

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void a_push_starts_a_run_once_however_often_and_by_whom_it_is_told() throws Exception {
    assertThat(rig.receive("push", "1", EndpointRig.push("c0ffee")))
        .satisfies(reply -> assertThat(reply.status()).isEqualTo(202))
        .satisfies(reply -> assertThat(reply.body()).contains("started run delivery-", "c0ffee"));
    assertThat(rig.receive("push", "1", EndpointRig.push("c0ffee")).body())
        .isEqualTo("delivery 1 has been received before");
    assertThat(rig.receive("push", "2", EndpointRig.push("c0ffee")))
        .satisfies(reply -> assertThat(reply.status()).isEqualTo(200))
        .satisfies(reply -> assertThat(reply.body()).contains("is there already"));
    assertThat(
            rig.triggers()
                .happened(
                    Occurrence.of(
                        Cause.push("main", Principal.of("a poll")), Release.of("c0ffee"))))
        .hasOnlyElementsOfType(TriggerEvent.AlreadyStarted.class);

    assertThat(rig.runs()).hasSize(1);
    assertThat(rig.runs().get(0).created().cause().authors()).containsExactly("bob");
  }

  @Test
  void a_delivery_that_was_handled_is_refused_after_a_restart() throws Exception {
    var unused = rig.receive("push", "1", EndpointRig.push("c0ffee"));
    rig.restart();

    assertThat(rig.receive("push", "1", EndpointRig.push("c0ffee")).body())
        .contains("has been received before");
  }

  @Test
  void one_whose_handling_failed_may_come_again() throws Exception {
    rig.store.isFull = true;
    Reply failed = rig.receive("push", "1", EndpointRig.push("c0ffee"));
    assertThat(failed.status()).isEqualTo(503);
    assertThat(failed.body()).isEqualTo("it could not be handled; deliver it again");
    assertThat(failed.problem()).hasMessage("the disk is full");

    rig.store.isFull = false;
    assertThat(rig.receive("push", "1", EndpointRig.push("c0ffee")).status()).isEqualTo(202);
    assertThat(rig.runs()).hasSize(1);
  }

  @Test
  void what_starts_nothing_is_answered_with_the_reason() throws Exception {
    assertThat(
            rig.receive("push", "1", EndpointRig.push("c0ffee").replace("heads/main", "heads/dev"))
                .body())
        .isEqualTo("ignored: no trigger matches");
    assertThat(
            rig.receive("push", "2", EndpointRig.push("c0ffee").replace("acme/w", "other/w"))
                .body())
        .isEqualTo("ignored: it is of other/warehouse, not of acme/warehouse");
    assertThat(rig.receive("star", "3", EndpointRig.push("c0ffee")).body())
        .isEqualTo("ignored: event star starts nothing");
    assertThat(rig.receive("workflow_dispatch", "4", EndpointRig.push("c0ffee")).body())
        .isEqualTo("ignored: GitHub runs a dispatched workflow itself");
    assertThat(rig.receive("issue_comment", "5", EndpointRig.comment("nice")).body())
        .isEqualTo("ignored: no command");
    assertThat(rig.runs()).isEmpty();
  }

  @Test
  void a_wrong_signature_and_a_body_too_large_are_refused() throws Exception {
    byte[] body = EndpointRig.push("c0ffee").getBytes(StandardCharsets.UTF_8);
    Reply wrong =
        rig.endpoint()
            .receive(
                EndpointRig.headers("push", "1", "other".getBytes(StandardCharsets.UTF_8)),
                new ByteArrayInputStream(body));
    assertThat(wrong.status()).isEqualTo(401);

    Reply large = rig.endpoint().receive(EndpointRig.headers("push", "1", body), new Endless());
    assertThat(large.status()).isEqualTo(413);
    assertThat(rig.runs()).isEmpty();
  }

  @Test
  void it_is_mounted_in_any_server() throws Exception {
    WebhookEndpoint endpoint = rig.endpoint();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var context =
        server.createContext(
            "/github",
            exchange -> {
              Reply reply =
                  endpoint.receive(exchange.getRequestHeaders(), exchange.getRequestBody());
              byte[] answer = reply.body().getBytes(StandardCharsets.UTF_8);
              exchange.sendResponseHeaders(reply.status(), answer.length);
              exchange.getResponseBody().write(answer);
              exchange.close();
            });
    server.start();
    try {
      byte[] body = EndpointRig.push("c0ffee").getBytes(StandardCharsets.UTF_8);
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create(
                      "http://localhost:" + server.getAddress().getPort() + context.getPath()))
              .header("X-GitHub-Event", "push")
              .header("X-GitHub-Delivery", "1")
              .header("X-Hub-Signature-256", EndpointRig.signature(body))
              .POST(HttpRequest.BodyPublishers.ofByteArray(body))
              .build();
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(202);
      assertThat(answer.body()).startsWith("started run delivery-");
      assertThat(endpoint.health().status()).isEqualTo(200);
    } finally {
      server.stop(0);
    }
  }

  /** A body without end. */
  private static final class Endless extends InputStream {
    @Override
    public int read() {
      return 'x';
    }

    @Override
    public int read(byte[] into, int from, int length) {
      java.util.Arrays.fill(into, from, from + length, (byte) 'x');
      return length;
    }
  }
}
