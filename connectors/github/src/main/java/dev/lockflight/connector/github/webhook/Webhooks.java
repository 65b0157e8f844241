package dev.lockflight.connector.github.webhook;

import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.connector.github.webhook.WebhookRejectedException.Reason;
import dev.lockflight.connector.http.JsonTree;
import dev.lockflight.connector.http.UnreadableAnswerException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Receives webhooks: proves that they are GitHub's, refuses those that came before, and reads them.
 * See "Validating webhook deliveries". Immutable and thread-safe, as far as its log is.
 *
 * <pre>{@code
 * Delivery delivery = webhooks.receive(exchange.getRequestHeaders(), body);
 * if (delivery.event() instanceof WebhookEvent.Started started) {
 *   engine.start(StartRequest.of("delivery", started.cause(), Release.of(started.source().commit())));
 * }
 * }</pre>
 *
 * <p>Answer within ten seconds: start the run and return.
 */
public final class Webhooks {
  /** GitHub delivers no larger ones. */
  private static final int MOST_BYTES = 25 << 20;

  private static final String PREFIX = "sha256=";

  private final List<byte[]> secrets;
  private final DeliveryLog log;
  private final CommandRule commands;

  private Webhooks(List<byte[]> secrets, DeliveryLog log, CommandRule commands) {
    this.secrets = secrets;
    this.log = log;
    this.commands = commands;
  }

  /** Webhooks signed with this secret; the last 10,000 are remembered. */
  public static Webhooks signedWith(String secret) {
    return new Webhooks(
        List.of(bytes(secret)), DeliveryLog.ofLast(10_000), CommandRule.ofCollaborators());
  }

  private static byte[] bytes(String secret) {
    if (secret.isBlank()) {
      throw new InvalidDefinitionException("webhook secret must not be blank");
    }
    return secret.getBytes(StandardCharsets.UTF_8);
  }

  /** Or with this one, while a secret is being changed. */
  public Webhooks orSignedWith(String other) {
    List<byte[]> all = new ArrayList<>(secrets);
    all.add(bytes(other));
    return new Webhooks(List.copyOf(all), log, commands);
  }

  public Webhooks remembering(DeliveryLog deliveries) {
    return new Webhooks(secrets, deliveries, commands);
  }

  /**
   * Only these logins may give commands by comments; otherwise owners, members and collaborators of
   * the repository may.
   */
  public Webhooks commandsBy(String... logins) {
    return new Webhooks(secrets, log, CommandRule.of(logins));
  }

  /**
   * Reads a webhook.
   *
   * @param headers as the server has them, under any case
   * @param body the very bytes that came
   * @throws WebhookRejectedException when it must not be acted upon; its status is the answer
   */
  public Delivery receive(Map<String, List<String>> headers, byte[] body) {
    if (body.length > MOST_BYTES) {
      throw rejected(
          Reason.TOO_LARGE, "the body has " + body.length + " bytes, GitHub sends 25 MB at most");
    }
    verify(header(headers, "X-Hub-Signature-256"), body);
    String id = needed(headers, "X-GitHub-Delivery");
    String name = needed(headers, "X-GitHub-Event");
    byte[] json =
        header(headers, "Content-Type").orElse("").startsWith("application/x-www-form-urlencoded")
            ? payload(body)
            : body;
    Delivery delivery = read(id, name, json);
    if (!log.note(id)) {
      throw rejected(Reason.DUPLICATE, "delivery " + id + " has been received before");
    }
    return delivery;
  }

  /** The body of a request whose handling failed may come again. */
  public void forget(Delivery delivery) {
    log.forget(delivery.id());
  }

  private Delivery read(String id, String name, byte[] json) {
    try {
      JsonTree payload = JsonTree.of(json, "webhook " + name);
      return new Delivery(
          id,
          name,
          payload.at("repository", "full_name").optionalText().orElse(""),
          new EventReader(name, payload, commands).read());
    } catch (UnreadableAnswerException | InvalidDefinitionException e) {
      throw rejected(Reason.UNREADABLE, String.valueOf(e.getMessage()));
    }
  }

  private void verify(Optional<String> signature, byte[] body) {
    byte[] given =
        signature.filter(s -> s.startsWith(PREFIX)).map(Webhooks::hash).orElse(new byte[0]);
    boolean right = false;
    for (byte[] secret : secrets) {
      right |= MessageDigest.isEqual(hmac(secret, body), given); // takes as long for any wrong one
    }
    if (!right) {
      throw rejected(
          Reason.WRONG_SIGNATURE,
          signature.isEmpty()
              ? "there is no X-Hub-Signature-256; give the webhook a secret"
              : "the signature is wrong; compare the webhook's secret, and hand over the raw bytes");
    }
  }

  private static byte[] hash(String signature) {
    try {
      return HexFormat.of().parseHex(signature.substring(PREFIX.length()));
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static byte[] hmac(byte[] secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private static byte[] payload(byte[] form) {
    String text = new String(form, StandardCharsets.UTF_8);
    for (String field : text.split("&", -1)) {
      if (field.startsWith("payload=")) {
        return URLDecoder.decode(field.substring("payload=".length()), StandardCharsets.UTF_8)
            .getBytes(StandardCharsets.UTF_8);
      }
    }
    throw rejected(Reason.UNREADABLE, "the form has no field payload");
  }

  private static Optional<String> header(Map<String, List<String>> headers, String name) {
    return headers.entrySet().stream()
        .filter(entry -> name.equalsIgnoreCase(entry.getKey()))
        .flatMap(entry -> entry.getValue().stream())
        .findFirst();
  }

  private static String needed(Map<String, List<String>> headers, String name) {
    return header(headers, name)
        .filter(value -> !value.isBlank())
        .orElseThrow(() -> rejected(Reason.UNREADABLE, "there is no header " + name));
  }

  private static WebhookRejectedException rejected(Reason reason, String message) {
    return new WebhookRejectedException(reason, message);
  }
}
