package dev.lockflight.connector.http;

import java.io.InputStream;
import java.util.OptionalLong;

/**
 * An answer whose body is still coming. Valid only while its {@link Reader} runs, on that thread.
 */
public final class StreamedAnswer {
  private final AnswerHead head;
  private final long length;
  private final InputStream body;

  StreamedAnswer(AnswerHead head, long length, InputStream body) {
    this.head = head;
    this.length = length;
    this.body = body;
  }

  /** Reads a streamed answer. What it throws goes to the caller as it is. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(StreamedAnswer answer) throws java.io.IOException, InterruptedException;
  }

  public AnswerHead head() {
    return head;
  }

  /** How many bytes will come, when the server says so. */
  public OptionalLong length() {
    return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
  }

  /** The body, with any compression undone. Need not be closed. */
  public InputStream body() {
    return body;
  }
}
