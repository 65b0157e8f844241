package dev.lockflight.connector.chat;

import dev.lockflight.FailureClass;
import dev.lockflight.MissingSecretException;
import dev.lockflight.Notification;
import dev.lockflight.Notifier;
import dev.lockflight.Secret;
import dev.lockflight.SecretSource;
import dev.lockflight.StepFailedException;
import dev.lockflight.connector.http.AnswerException;
import dev.lockflight.connector.http.Request;
import dev.lockflight.connector.http.RestClient;
import dev.lockflight.connector.http.RestException;
import dev.lockflight.connector.http.RestSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.regex.Pattern;

/** Posts notifications to a webhook. */
record Webhook(Service service, Secret address, SecretSource secrets) implements Notifier {
  /** With its retries after 429; what must wait longer is the sender's to try again. */
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private static final Pattern PARTS = Pattern.compile("[/?&=]");

  /** Of what is no key: services, workflows. */
  private static final int LONGEST_WORD = 9;

  @Override
  public void send(Notification notification) throws InterruptedException {
    URI uri = uri();
    Request request = hiding(uri, Request.post(uri).json(service.body(notification)));
    try (RestClient client = RestClient.open(settings(uri))) {
      var unused = client.send(request);
    } catch (AnswerException e) {
      throw failure(e, e.status() + " " + e.problem() + "; " + service.advice(e.status()));
    } catch (RestException e) {
      throw failure(e, "it gave no answer; " + told(e));
    }
  }

  private static RestSettings settings(URI uri) {
    URI origin = URI.create(uri.getScheme() + "://" + uri.getRawAuthority());
    return RestSettings.of(origin).deadline(DEADLINE);
  }

  private URI uri() {
    String value = secrets.find(address).orElseThrow(() -> new MissingSecretException(address));
    URI uri = parsed(value.strip());
    boolean web = "https".equals(uri.getScheme()) || isLocal(uri);
    if (!web || uri.getHost() == null || uri.getUserInfo() != null || uri.getFragment() != null) {
      throw noWebhook("it must be https://host/path");
    }
    service
        .refuses(uri)
        .ifPresent(
            why -> {
              throw noWebhook(why);
            });
    return uri;
  }

  private static boolean isLocal(URI uri) {
    return "http".equals(uri.getScheme())
        && ("localhost".equals(uri.getHost()) || "127.0.0.1".equals(uri.getHost()));
  }

  private URI parsed(String value) {
    try {
      return new URI(value);
    } catch (URISyntaxException e) {
      throw noWebhook("it is no address at all"); // the cause would quote it
    }
  }

  private StepFailedException noWebhook(String why) {
    return StepFailedException.fatal(
        "secret " + address.name() + " is no webhook of " + service.name() + ": " + why);
  }

  /** The whole address, and each part that is long enough to be a key: an answer may quote it. */
  private static Request hiding(URI uri, Request open) {
    Request request =
        open.hiding(uri.toString()).hiding(pathAndQuery(uri)).hiding(uri.getRawPath());
    for (String part : PARTS.split(pathAndQuery(uri), -1)) {
      request = part.length() > LONGEST_WORD ? request.hiding(part) : request;
    }
    return request;
  }

  private static String pathAndQuery(URI uri) {
    return uri.getRawQuery() == null
        ? uri.getRawPath()
        : uri.getRawPath() + "?" + uri.getRawQuery();
  }

  private static String told(RestException e) {
    int behindCall = e.getMessage().indexOf(": ");
    return behindCall < 0 ? e.getMessage() : e.getMessage().substring(behindCall + 2);
  }

  private StepFailedException failure(RestException e, String what) {
    String message =
        service.name() + " did not take it at the webhook of " + address.name() + ": " + what;
    return (e.failureClass() == FailureClass.TRANSIENT
        ? StepFailedException.transientFailure(message)
        : StepFailedException.fatal(message));
  }
}
