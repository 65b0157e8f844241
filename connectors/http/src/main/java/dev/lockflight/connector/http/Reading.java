package dev.lockflight.connector.http;

import dev.lockflight.FailureClass;
import java.io.IOException;
import java.util.Map;

/** Makes something of an answer that is no error. */
interface Reading<T> {
  T make(Received received, Exchanged exchanged) throws IOException, InterruptedException;

  /** What to ask for besides, in the next attempt. */
  default Map<String, String> headers() {
    return Map.of();
  }

  /** Whether it takes as long as the answer is big. */
  default boolean isStreamed() {
    return false;
  }

  /** Whether it may begin again with another answer. */
  default boolean isRepeatable() {
    return true;
  }

  /** The whole answer, if it is not longer than this. */
  static Reading<Answer> whole(long longest) {
    return (received, exchanged) -> {
      int most = (int) Math.min(longest + 1, Integer.MAX_VALUE - 8);
      byte[] bytes = received.body().readNBytes(most);
      if (bytes.length > longest) {
        throw exchanged.unreadable(
            FailureClass.FATAL,
            "the answer is longer than " + longest + " bytes; read it as a stream");
      }
      return new Answer(received.head(), bytes, exchanged);
    };
  }

  static <T> Reading<T> streamed(StreamedAnswer.Reader<T> reader) {
    return new Reading<>() {
      @Override
      public T make(Received received, Exchanged exchanged)
          throws IOException, InterruptedException {
        return reader.read(new StreamedAnswer(received.head(), received.length(), received.body()));
      }

      @Override
      public boolean isStreamed() {
        return true;
      }

      @Override
      public boolean isRepeatable() {
        return false;
      }
    };
  }
}
