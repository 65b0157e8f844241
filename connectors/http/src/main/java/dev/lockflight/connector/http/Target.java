package dev.lockflight.connector.http;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Where a request goes: below the base URI, or to a URI the service has given. */
final class Target {
  private final String address;
  private final boolean absolute;
  private final List<Parameter> query;

  /** Encoded already. */
  private record Parameter(String name, String value) {}

  private Target(String address, boolean absolute, List<Parameter> query) {
    this.address = address;
    this.absolute = absolute;
    this.query = query;
  }

  static Target below(String path) {
    if (!path.startsWith("/") || path.contains("?") || path.contains("#")) {
      throw new InvalidRequestException(
          "path must start with / and hold no ? or #: " + path + "; give queries to query()");
    }
    return new Target(path, false, List.of());
  }

  static Target exactly(URI uri) {
    if (uri.getHost() == null || uri.getUserInfo() != null) {
      throw new InvalidRequestException(
          "URI must name a host and no user: " + Origin.withoutQuery(uri));
    }
    return new Target(uri.toString(), true, List.of());
  }

  Target with(String name, String value) {
    List<Parameter> more = new ArrayList<>(query);
    more.add(new Parameter(PercentEncoding.encode(name), PercentEncoding.encode(value)));
    return new Target(address, absolute, List.copyOf(more));
  }

  Target replacing(String name, String value) {
    String encoded = PercentEncoding.encode(name);
    List<Parameter> others = query.stream().filter(p -> !p.name.equals(encoded)).toList();
    return new Target(address, absolute, others).with(name, value);
  }

  URI on(URI base) {
    String start = absolute ? address : withoutSlash(base.toString()) + address;
    String more = query.stream().map(p -> p.name + "=" + p.value).collect(Collectors.joining("&"));
    return URI.create(more.isEmpty() ? start : start + (start.contains("?") ? "&" : "?") + more);
  }

  private static String withoutSlash(String base) {
    return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
  }

  @Override
  public String toString() {
    return absolute ? Origin.withoutQuery(URI.create(address)) : address;
  }
}
