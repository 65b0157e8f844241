package dev.lockflight.connector.http;

import java.io.IOException;
import java.io.InputStream;

/** An answer as it comes in. */
record Received(AnswerHead head, long length, InputStream body) {
  /** Makes something of an answer. */
  interface Reading<T> {
    T read(Received received) throws IOException, InterruptedException;
  }
}
