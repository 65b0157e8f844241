package dev.lockflight.connector.volumes;

import dev.lockflight.connector.http.Answer;
import dev.lockflight.connector.http.JsonTree;
import dev.lockflight.connector.http.Request;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Parts to Amazon's and Microsoft's clouds: each to an address of its own, then completed. */
final class PartsUpload {
  private static final int ADDRESSES = 8;
  private static final int RENEWALS = 3;

  private final BigUpload.Session session;
  private final Deque<JsonTree> addresses = new ArrayDeque<>();
  private Instant now;

  PartsUpload(BigUpload.Session session) {
    this.session = session;
    this.now = session.begun();
  }

  void send() throws IOException {
    try {
      List<Map<String, Object>> parts = new ArrayList<>();
      long size = session.partSize();
      for (long from = 0; from < session.size(); from += size) {
        int number = parts.size() + 1;
        long length = Math.min(size, session.size() - from);
        parts.add(Map.of("part_number", number, "etag", send(number, from, length)));
      }
      var unused = session.ask(session.complete(Map.of("parts", parts)));
    } catch (IOException | RuntimeException e) {
      abort(e);
      throw e;
    }
  }

  /** The part's ETag. An address that has expired is asked for anew, and those behind it too. */
  private String send(int number, long from, long length) throws IOException {
    for (int renewals = 0; renewals <= RENEWALS; renewals++) {
      JsonTree address = addressOf(number);
      Request put =
          BigUpload.Session.toStorage(Request.put(BigUpload.Session.uri(address)), address)
              .body(session.content().part(from, length))
              .accepting(403);
      Answer answer = session.ask(put);
      now = answer.head().at();
      if (answer.status() != 403) {
        return answer
            .header("ETag")
            .orElseThrow(() -> new FileSystemException(session.path(), null, "a part got no ETag"));
      }
      if (!Expiry.isTold(answer.text())) {
        throw new AccessDeniedException(
            session.path(),
            null,
            "the cloud's storage refuses part "
                + number
                + "; let this machine through its firewall: "
                + Expiry.words(answer.text()));
      }
      addresses.clear();
    }
    throw new FileSystemException(
        session.path(),
        null,
        "addresses for part "
            + number
            + " expired "
            + (RENEWALS + 1)
            + " times; check this machine's clock, or send smaller parts");
  }

  private JsonTree addressOf(int number) throws IOException {
    if (addresses.isEmpty()) {
      Answer answer =
          session.ask(
              session.asking(
                  "create-upload-part-urls",
                  Map.of(
                      "path", session.path(),
                      "session_token", session.token(),
                      "start_part_number", number,
                      "count", ADDRESSES,
                      "expire_time", BigUpload.Session.expiry(now))));
      addresses.addAll(answer.json().at("upload_part_urls").items());
    }
    JsonTree next = addresses.poll();
    if (next == null || next.at("part_number").number() != number) {
      throw new FileSystemException(
          session.path(), null, "the workspace gave no address for part " + number);
    }
    return next;
  }

  /** What is left of an upload nobody aborts costs storage until the cloud sweeps it. */
  private void abort(Exception reason) {
    try {
      Answer answer =
          session.ask(
              session.asking(
                  "create-abort-upload-url",
                  Map.of(
                      "path", session.path(),
                      "session_token", session.token(),
                      "expire_time", BigUpload.Session.expiry(now))));
      JsonTree address = answer.json().at("abort_upload_url");
      Request delete = Request.delete(BigUpload.Session.uri(address));
      var unused = session.ask(BigUpload.Session.toStorage(delete, address));
    } catch (IOException | RuntimeException e) {
      reason.addSuppressed(e);
    }
  }
}
