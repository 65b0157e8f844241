package dev.lockflight.testkit.databricks;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** Warehouses and sessions on them; what is asked about statements goes on. */
final class WarehousesApi implements Routes.Service {
  private static final String WAREHOUSES = "/api/2.0/sql/warehouses";

  private final LocalWarehouses warehouses;
  private final StatementsApi statements;
  private final AtomicInteger sessions = new AtomicInteger();

  WarehousesApi(LocalWarehouses warehouses, StatementsApi statements) {
    this.warehouses = warehouses;
    this.statements = statements;
  }

  @Override
  public Optional<Reply> answer(Incoming request) throws IOException {
    if (request.is("GET", WAREHOUSES)) {
      return Optional.of(
          Reply.json(
              Map.of(
                  "warehouses",
                  warehouses.all().values().stream().map(Warehouse::shown).toList())));
    }
    Optional<String> below = request.below(WAREHOUSES);
    if (below.isPresent()) {
      return onWarehouse(request, below.get().substring(1).split("/"));
    }
    if (request.below("/api/2.0/sql/sessions").isPresent()) {
      return request.method().equals("POST")
          ? Optional.of(session(request.json()))
          : Optional.of(Reply.json(Map.of()));
    }
    return statements.answer(request);
  }

  private Optional<Reply> onWarehouse(Incoming request, String[] way) throws IOException {
    Warehouse warehouse = warehouses.get(way[0]);
    switch (request.method() + (way.length > 1 ? " " + way[1] : "")) {
      case "GET" -> {
        return Optional.of(Reply.json(warehouse.shown()));
      }
      case "POST start" -> {
        warehouse.start();
        return Optional.of(Reply.json(Map.of()));
      }
      case "POST stop" -> {
        warehouse.stop();
        return Optional.of(Reply.json(Map.of()));
      }
      case "POST sessions" -> {
        return Optional.of(session(request.json()));
      }
      default -> {
        return Optional.empty();
      }
    }
  }

  private Reply session(JsonNode body) {
    String id = "session-" + sessions.incrementAndGet();
    statements.open(
        id,
        Optional.ofNullable(body.path("catalog").asString(null)),
        Optional.ofNullable(body.path("schema").asString(null)));
    return Reply.json(Map.of("session_id", id));
  }
}
