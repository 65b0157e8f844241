package dev.lockflight.connector.github;

import dev.lockflight.connector.http.JsonTree;
import dev.lockflight.connector.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Files of the repository as they are committed. Thread-safe. */
public final class Contents {
  private final RepositoryCalls calls;

  Contents(RepositoryCalls calls) {
    this.calls = calls;
  }

  /** The text of a file at a branch, tag or commit; empty when there is none. Up to 1 MB. */
  public Optional<String> text(String path, String ref) throws InterruptedException {
    Request request = calls.get("/contents/{path*}", path).query("ref", ref);
    return calls
        .api()
        .find(request, Permission.CONTENTS_READ)
        .filter(file -> Read.text(file.at("type")).equals("file"))
        .map(file -> decoded(path, file));
  }

  private static String decoded(String path, JsonTree file) {
    if (!file.at("encoding").text().equals("base64")) {
      throw GitHubException.of(
          GitHubException.Kind.TOO_LARGE,
          path + " is larger than 1 MB, which is not read this way");
    }
    byte[] bytes = Base64.getMimeDecoder().decode(file.at("content").text());
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
