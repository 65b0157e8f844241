package dev.lockflight.connector.http;

import dev.lockflight.FailureClass;
import java.io.IOException;

/**
 * Makes something of an answer that is no error.
 *
 * @param isRepeatable whether it may begin again with another answer
 */
record Reading<T>(boolean isStreamed, boolean isRepeatable, Maker<T> maker) {
  /** The making itself. */
  interface Maker<T> {
    T make(Received received, Exchanged exchanged) throws IOException, InterruptedException;
  }

  /** The whole answer, if it is not longer than this. */
  static Reading<Answer> whole(long longest) {
    return new Reading<>(false, true, (received, exchanged) -> whole(received, exchanged, longest));
  }

  private static Answer whole(Received received, Exchanged exchanged, long longest)
      throws IOException {
    byte[] bytes = received.body().readNBytes((int) Math.min(longest + 1, Integer.MAX_VALUE - 8));
    if (bytes.length > longest) {
      throw exchanged.unreadable(
          FailureClass.FATAL,
          "the answer is longer than " + longest + " bytes; read it as a stream");
    }
    return new Answer(received.head(), bytes, exchanged);
  }

  static <T> Reading<T> streamed(StreamedAnswer.Reader<T> reader) {
    return new Reading<>(
        true,
        false,
        (received, exchanged) ->
            reader.read(new StreamedAnswer(received.head(), received.length(), received.body())));
  }
}
