package dev.lockflight.connector.http;

import java.net.URI;
import java.util.Optional;
import okhttp3.HttpUrl;

/** Addresses that a server has written, which need not be as strict as {@link URI} is. */
final class Location {
  private Location() {}

  /** Where it leads, seen from the URI that answered; empty when it is no http(s) address. */
  static Optional<URI> resolve(URI from, String location) {
    HttpUrl start = HttpUrl.parse(from.toString());
    HttpUrl end = start == null ? null : start.resolve(location);
    return end == null
        ? Optional.empty()
        : Optional.of(end.newBuilder().username("").password("").fragment(null).build().uri());
  }
}
