package dev.lockflight.testkit.databricks;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** What every request passes: it is noted, may be struck by a fault, and must show its token. */
final class Door implements Server.Handler {
  private final Seen seen;
  private final Faults faults;
  private final LocalTokens tokens;
  private final Routes routes;

  Door(Seen seen, Faults faults, LocalTokens tokens, Routes routes) {
    this.seen = seen;
    this.faults = faults;
    this.tokens = tokens;
    this.routes = routes;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Incoming request = new Incoming(exchange);
      SeenRequest noted = seen.add(request.method(), request.path());
      Optional<Fault> fault = faults.strikes(noted);
      if (fault.isPresent()) {
        strike(fault.get(), request, exchange);
      } else {
        answer(request).sendTo(exchange);
      }
    }
  }

  private void strike(Fault fault, Incoming request, HttpExchange exchange) throws IOException {
    switch (fault.kind()) {
      case ANSWERED -> {
        drain(request.body());
        fault.also().run();
        fault.reply().sendTo(exchange);
      }
      case RESET -> fault.also().run();
      case ANSWER_LOST -> {
        var unused = answer(request);
        fault.also().run();
      }
      case HALF_WRITTEN -> {
        byte[] bytes = request.body().readAllBytes();
        request.replaceBody(new ByteArrayInputStream(bytes, 0, bytes.length / 2));
        var unused = answer(request);
        fault.also().run();
      }
      case ANSWER_CUT -> {
        Reply reply = answer(request);
        fault.also().run();
        if (reply.length() > 0) {
          reply.sendCutTo(exchange, reply.length() / 2);
        }
      }
      case SLOW -> {
        faults.rest(fault.pause());
        fault.also().run();
        answer(request).sendTo(exchange);
      }
    }
  }

  private Reply answer(Incoming request) throws IOException {
    Optional<Reply> refused = tokens.refuses(request);
    Reply reply = refused.isPresent() ? refused.get() : routes.answer(request);
    drain(request.body());
    return reply;
  }

  /** What is left unread would break the connection. */
  private static void drain(InputStream body) throws IOException {
    byte[] chunk = new byte[1 << 16];
    int read;
    do {
      read = body.read(chunk);
    } while (read >= 0);
  }
}
