package dev.lockflight.connector.volumes;

import dev.lockflight.connector.http.Answer;
import dev.lockflight.connector.http.Body;
import dev.lockflight.connector.http.JsonTree;
import dev.lockflight.connector.http.Request;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Chunks to Google's cloud: all to one address, in order. After each the storage says how far it
 * came; when no answer comes it is asked.
 *
 * @see <a href="https://cloud.google.com/storage/docs/performing-resumable-uploads">Resumable
 *     uploads</a>
 */
final class ChunksUpload {
  private static final int IN_VAIN = 4;
  private static final int GO_ON = 308;
  private static final Pattern CONFIRMED = Pattern.compile("bytes=0-(\\d+)");

  private final BigUpload.Session session;

  ChunksUpload(BigUpload.Session session) {
    this.session = session;
  }

  void send() throws IOException {
    JsonTree address =
        session
            .ask(
                session.asking(
                    "create-resumable-upload-url",
                    Map.of("path", session.path(), "session_token", session.token())))
            .json()
            .at("resumable_upload_url");
    try {
      sendAll(address);
    } catch (IOException | RuntimeException e) {
      abort(address, e);
      throw e;
    }
  }

  private void sendAll(JsonTree address) throws IOException {
    long offset = 0;
    int inVain = 0;
    while (offset < session.size()) {
      long next = after(chunk(address, offset));
      inVain = next > offset ? 0 : inVain + 1;
      if (inVain == IN_VAIN) {
        throw new FileSystemException(
            session.path(),
            null,
            "the cloud's storage took nothing behind byte "
                + offset
                + " in "
                + IN_VAIN
                + " tries; try again later");
      }
      offset = next;
    }
  }

  private Answer chunk(JsonTree address, long from) throws IOException {
    long length = Math.min(session.partSize(), session.size() - from);
    String range = "bytes " + from + "-" + (from + length - 1) + "/" + session.size();
    Request put = put(address, range).body(session.content().part(from, length)).once();
    try {
      return session.ask(put);
    } catch (FileSystemException e) {
      try {
        return session.ask(put(address, "bytes */" + session.size()).body(Body.empty()));
      } catch (IOException unknown) {
        e.addSuppressed(unknown);
        throw e;
      }
    }
  }

  private static Request put(JsonTree address, String range) {
    Request put = BigUpload.Session.toStorage(Request.put(BigUpload.Session.uri(address)), address);
    return put.header("Content-Range", range).accepting(GO_ON);
  }

  /** Where to go on; the size when it is complete. */
  private long after(Answer answer) {
    if (answer.status() != GO_ON) {
      return session.size();
    }
    Optional<Matcher> confirmed =
        answer.header("Range").map(CONFIRMED::matcher).filter(Matcher::matches);
    return confirmed.map(range -> Long.parseLong(range.group(1)) + 1).orElse(0L);
  }

  private void abort(JsonTree address, Exception reason) {
    try {
      Request delete = Request.delete(BigUpload.Session.uri(address)).accepting(499);
      var unused = session.ask(BigUpload.Session.toStorage(delete, address));
    } catch (IOException | RuntimeException e) {
      reason.addSuppressed(e);
    }
  }
}
