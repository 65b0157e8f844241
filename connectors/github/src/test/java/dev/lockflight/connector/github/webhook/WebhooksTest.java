package dev.lockflight.connector.github.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class WebhooksTest {
  private static final String SECRET = "It's a Secret to Everybody";
  private static final String REPOSITORY = "\"repository\":{\"full_name\":\"acme/warehouse\"},";
  private static final String SENDER = "\"sender\":{\"login\":\"alice\",\"type\":\"User\"}";

  private final Webhooks webhooks = Webhooks.signedWith(SECRET);

  private static String signature(String secret, byte[] body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
  }

  private static Map<String, List<String>> headers(String event, String id, String signature) {
    return Map.of(
        "x-github-event", List.of(event),
        "X-GitHub-Delivery", List.of(id),
        "Content-type", List.of("application/json"),
        "X-Hub-Signature-256", List.of(signature));
  }

  private static WebhookRejectedException.Reason reasonOf(Supplier<Delivery> receiving) {
    try {
      throw new AssertionError("it was not rejected: " + receiving.get());
    } catch (WebhookRejectedException e) {
      return e.reason();
    }
  }

  private static String push(String ref, String after) {
    return "{\"ref\":\""
        + ref
        + "\",\"after\":\""
        + after
        + "\",\"head_commit\":{\"id\":\"c0ffee\"},\"commits\":["
        + "{\"author\":{\"username\":\"bob\",\"name\":\"Bob\"}},{\"author\":{\"name\":\"No Account\"}}],"
        + REPOSITORY
        + SENDER
        + "}";
  }

  /** The example of GitHub's documentation. */
  @Test
  void the_documented_signature_is_right_and_its_body_no_json() {
    byte[] body = "Hello, World!".getBytes(StandardCharsets.UTF_8);
    String signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    assertThat(reasonOf(() -> webhooks.receive(headers("push", "1", signature), body)))
        .isEqualTo(WebhookRejectedException.Reason.UNREADABLE);
  }

  @Test
  void a_wrong_or_missing_signature_is_refused() throws Exception {
    byte[] body = push("refs/heads/main", "c0ffee").getBytes(StandardCharsets.UTF_8);
    String wrong = signature("another", body);

    assertThat(reasonOf(() -> webhooks.receive(headers("push", "1", wrong), body)))
        .isEqualTo(WebhookRejectedException.Reason.WRONG_SIGNATURE);
    assertThat(reasonOf(() -> webhooks.receive(headers("push", "1", "sha256=zz"), body)))
        .isEqualTo(WebhookRejectedException.Reason.WRONG_SIGNATURE);
    assertThatThrownBy(() -> webhooks.receive(Map.of(), body))
        .isInstanceOfSatisfying(
            WebhookRejectedException.class, e -> assertThat(e.status()).isEqualTo(401))
        .hasMessageContaining("give the webhook a secret");
  }

  @Test
  void one_changed_byte_is_noticed() throws Exception {
    byte[] body = push("refs/heads/main", "c0ffee").getBytes(StandardCharsets.UTF_8);
    String signature = signature(SECRET, body);
    body[10]++;

    assertThat(reasonOf(() -> webhooks.receive(headers("push", "1", signature), body)))
        .isEqualTo(WebhookRejectedException.Reason.WRONG_SIGNATURE);
  }

  @Test
  void either_of_two_secrets_is_right_while_one_is_changed() throws Exception {
    byte[] body = push("refs/heads/main", "c0ffee").getBytes(StandardCharsets.UTF_8);

    Delivery delivery =
        Webhooks.signedWith("new")
            .orSignedWith(SECRET)
            .receive(headers("push", "1", signature(SECRET, body)), body);

    assertThat(delivery.event()).isInstanceOf(WebhookEvent.Started.class);
  }

  @Test
  void a_delivery_comes_once_unless_it_is_forgotten() throws Exception {
    byte[] body = push("refs/heads/main", "c0ffee").getBytes(StandardCharsets.UTF_8);
    Map<String, List<String>> headers = headers("push", "d-1", signature(SECRET, body));
    Delivery first = webhooks.receive(headers, body);

    assertThat(reasonOf(() -> webhooks.receive(headers, body)))
        .isEqualTo(WebhookRejectedException.Reason.DUPLICATE);
    webhooks.forget(first);
    assertThat(webhooks.receive(headers, body).id()).isEqualTo("d-1");
  }

  @Test
  void what_is_larger_than_github_sends_is_not_even_verified() {
    assertThat(reasonOf(() -> webhooks.receive(Map.of(), new byte[(25 << 20) + 1])))
        .isEqualTo(WebhookRejectedException.Reason.TOO_LARGE);
  }

  @Test
  void a_form_is_read_too() throws Exception {
    String form =
        "payload=" + URLEncoder.encode(push("refs/heads/main", "c0ffee"), StandardCharsets.UTF_8);
    byte[] body = form.getBytes(StandardCharsets.UTF_8);
    Map<String, List<String>> headers =
        Map.of(
            "X-GitHub-Event", List.of("push"),
            "X-GitHub-Delivery", List.of("1"),
            "Content-Type", List.of("application/x-www-form-urlencoded"),
            "X-Hub-Signature-256", List.of(signature(SECRET, body)));

    assertThat(webhooks.receive(headers, body).event()).isInstanceOf(WebhookEvent.Started.class);
  }
}
