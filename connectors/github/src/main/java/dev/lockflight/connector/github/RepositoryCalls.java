package dev.lockflight.connector.github;

import dev.lockflight.connector.http.Request;
import java.util.stream.Stream;

/** The calls about one repository: paths below {@code /repos/{owner}/{repo}}. */
record RepositoryCalls(Api api, RepositoryName name) {
  private static final String ROOT = "/repos/{owner}/{repo}";

  Request get(String path, Object... values) {
    return Request.get(ROOT + path, all(values));
  }

  Request post(String path, Object... values) {
    return Request.post(ROOT + path, all(values));
  }

  Request put(String path, Object... values) {
    return Request.put(ROOT + path, all(values));
  }

  Request patch(String path, Object... values) {
    return Request.patch(ROOT + path, all(values));
  }

  Request delete(String path, Object... values) {
    return Request.delete(ROOT + path, all(values));
  }

  private Object[] all(Object... values) {
    return Stream.concat(Stream.of(name.owner(), name.name()), Stream.of(values)).toArray();
  }
}
