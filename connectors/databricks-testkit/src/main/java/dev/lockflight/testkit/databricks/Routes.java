package dev.lockflight.testkit.databricks;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The services of a workspace, asked one after the other. */
record Routes(List<Service> services) {
  Routes {
    services = List.copyOf(services);
  }

  /** One API. Implementations are thread-safe. */
  @FunctionalInterface
  interface Service {
    /**
     * The answer; empty when the request is for another service.
     *
     * @throws Refusal when the vendor would answer an error
     */
    Optional<Reply> answer(Incoming request) throws IOException;
  }

  Reply answer(Incoming request) throws IOException {
    try {
      for (Service service : services) {
        Optional<Reply> reply = service.answer(request);
        if (reply.isPresent()) {
          return reply.get();
        }
      }
    } catch (Refusal refusal) {
      return refusal.reply();
    }
    return Reply.error(
        404,
        "ENDPOINT_NOT_FOUND",
        "No API found for '" + request.method() + " " + request.path() + "'",
        "");
  }
}
