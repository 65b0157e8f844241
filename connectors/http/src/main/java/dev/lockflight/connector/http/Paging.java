package dev.lockflight.connector.http;

import java.net.URI;
import java.util.Optional;

/** How a service says where the next page is. Implementations must be thread-safe. */
@FunctionalInterface
public interface Paging {
  /**
   * The request for the page behind this one; empty behind the last.
   *
   * @param first the request for the first page
   */
  Optional<Request> next(Request first, Answer page);

  /** By {@code Link: <uri>; rel="next"} (RFC 8288), followed as it is written: GitHub. */
  static Paging byLink() {
    return (first, page) -> Link.next(page.head()).map(uri -> first.at(uri));
  }

  /**
   * By a token in the page that is a query parameter of the next: Databricks. Only a missing, null
   * or empty token ends it, however short a page is.
   */
  static Paging byToken(String field, String parameter) {
    return (first, page) ->
        page.json()
            .at(field)
            .optionalText()
            .filter(token -> !token.isEmpty())
            .map(token -> first.withQuery(parameter, token));
  }

  /** By a URI in the page: {@code {"next": "https://..."}}. */
  static Paging byUri(String field) {
    return (first, page) ->
        page.json()
            .at(field)
            .optionalText()
            .flatMap(uri -> Location.resolve(page.uri(), uri))
            .map((URI uri) -> first.at(uri));
  }
}
