package dev.lockflight.connector.http;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The hosts a client has talked to. Thread-safe. */
final class Hosts {
  private final RestSettings.Patience patience;
  private final RestListener listener;
  private final ConcurrentMap<Origin, Host> hosts = new ConcurrentHashMap<>();

  Hosts(RestSettings.Patience patience, RestListener listener) {
    this.patience = patience;
    this.listener = listener;
  }

  Host of(Origin origin) {
    return hosts.computeIfAbsent(origin, o -> new Host(o, patience, listener));
  }
}
