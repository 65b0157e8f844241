package dev.lockflight.connector.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * A client of one REST service.
 *
 * <pre>{@code
 * try (RestClient github = RestClient.open(settings)) {
 *   Answer answer = github.send(Request.get("/repos/{owner}/{repo}", "lock", "flight"));
 *   String branch = answer.json().at("default_branch").text();
 * }
 * }</pre>
 *
 * <p>Thread-safe. Each call runs on its caller's thread; interrupting that closes the connection
 * and ends the call with an InterruptedException, also while it waits. Every failure is a {@link
 * RestException}. The caller owns the client and closes it.
 */
public final class RestClient implements AutoCloseable {
  private final Parts parts;

  private RestClient(Parts parts) {
    this.parts = parts;
  }

  /** Opens a client; the first connection is made by the first call. */
  public static RestClient open(RestSettings settings) {
    return new RestClient(Parts.of(settings));
  }

  /**
   * Sends the request and reads the whole answer.
   *
   * @throws AnswerException when the status is none of 2xx, 304 and those the request accepts
   * @throws RestException when there is no such answer
   */
  public Answer send(Request request) throws InterruptedException {
    try {
      return run(request, Reading.whole(parts.settings().dialect().longestAnswer()));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // reading into memory throws none by itself
    }
  }

  /**
   * Sends the request and gives the answer to the reader while it comes in. Tried again only until
   * the reader begins.
   *
   * @throws IOException what the reader throws by itself
   * @throws RestException when the network fails or the answer is an error
   */
  public <T> T read(Request request, StreamedAnswer.Reader<T> reader)
      throws IOException, InterruptedException {
    return run(request, Reading.streamed(reader));
  }

  /**
   * Streams the answer's body into a file, which appears, or is replaced, only when it is complete.
   * Goes on where it was, or begins again, when the connection breaks.
   *
   * @throws IOException when the file cannot be written
   */
  public AnswerHead download(Request request, Path file) throws IOException, InterruptedException {
    try (Download download = Download.to(file, request)) {
      return run(request, download);
    }
  }

  /** The pages of a list; nothing is sent before the first is asked for. */
  public Pages pages(Request first, Paging paging) {
    return new Pages(this, first, paging);
  }

  /**
   * The answer as it is now: the known one when its ETag still holds, which costs no quota at many
   * services.
   */
  public Answer refreshed(Request request, Answer known) throws InterruptedException {
    Request conditional = known.head().etag().map(request::ifNoneMatch).orElse(request);
    Answer answer = send(conditional);
    return answer.isNotModified() ? known : answer;
  }

  private <T> T run(Request request, Reading<T> reading) throws IOException, InterruptedException {
    return new Exchange<>(parts, request, reading).run();
  }

  String whole(Request request) {
    return request.target().on(parts.settings().base()).toString();
  }

  /** Aborts the calls that are under way. */
  @Override
  public void close() {
    parts.wire().close();
  }

  @Override
  public String toString() {
    return "client of " + Origin.withoutQuery(parts.settings().base());
  }
}
