package dev.lockflight.connector.http;

import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.RetryPolicy;
import dev.lockflight.Verdict;
import java.net.URI;

/** Asks a web server once. */
record HttpGate(URI uri) implements Gate {
  HttpGate {
    var unused = RestSettings.of(origin(uri));
  }

  private static URI origin(URI uri) {
    return uri.getHost() == null ? uri : URI.create(uri.getScheme() + "://" + uri.getAuthority());
  }

  @Override
  public GateName name() {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return GateName.of("http ok at " + uri.getHost() + port);
  }

  /** Without the query, which may hold a token. */
  @Override
  public String describe() {
    return "GET " + Origin.withoutQuery(uri) + " is answered well";
  }

  @Override
  public Verdict evaluate(GateContext context) throws InterruptedException {
    RestSettings settings =
        RestSettings.of(origin(uri))
            .retry(RetryPolicy.NEVER)
            .silence(Probe.PATIENCE)
            .deadline(Probe.PATIENCE);
    try (RestClient client = RestClient.open(settings)) {
      Answer answer = client.send(Request.get(uri));
      return Verdict.passed(describe(), seen(answer.status()));
    } catch (AnswerException e) {
      return Verdict.failed(context.redact(String.valueOf(e.getMessage())), seen(e.status()));
    } catch (RestException e) {
      return Verdict.errored(context.redact(String.valueOf(e.getMessage())));
    }
  }

  private Evidence seen(int status) {
    return Evidence.of("status", status, "2xx", Origin.withoutQuery(uri));
  }
}
