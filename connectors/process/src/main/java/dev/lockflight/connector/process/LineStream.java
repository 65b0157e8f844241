package dev.lockflight.connector.process;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Makes redacted lines of bounded length out of bytes that arrive in chunks. A line ends at {@code
 * \n}, {@code \r} or both; bytes that are not UTF-8 become U+FFFD.
 */
final class LineStream {
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private final StringBuilder line = new StringBuilder();
  private final Masker masker;
  private final int longest;
  private final Consumer<String> sink;
  private byte[] undecoded = new byte[0];
  private boolean afterReturn;

  LineStream(Redaction redaction, int longest, Consumer<String> sink) {
    this.masker = new Masker(redaction);
    this.longest = longest;
    this.sink = sink;
  }

  void accept(byte[] bytes, int length) {
    split(masker.pass(decode(bytes, length, false)));
  }

  /** Delivers a line that has not ended yet, but nothing that may be the beginning of a secret. */
  void flush() {
    if (line.length() > 0) {
      deliver();
    }
  }

  /** Nothing more will come. */
  void end() {
    split(masker.pass(decode(new byte[0], 0, true)));
    split(masker.end());
    flush();
  }

  /** A character may be cut by the end of a chunk: at most three bytes wait for the next one. */
  private CharBuffer decode(byte[] bytes, int length, boolean last) {
    ByteBuffer in = ByteBuffer.allocate(undecoded.length + length);
    in.put(undecoded).put(bytes, 0, length).flip();
    CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
    var unused = decoder.decode(in, out, last);
    undecoded = new byte[in.remaining()];
    in.get(undecoded);
    return out.flip();
  }

  private void split(String text) {
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' && afterReturn) {
        from = i + 1;
      } else if (c == '\n' || c == '\r') {
        take(text, from, i);
        deliver();
        from = i + 1;
      }
      afterReturn = c == '\r';
    }
    take(text, from, text.length());
  }

  private void take(String text, int from, int to) {
    int start = from;
    while (line.length() + to - start > longest) {
      int end = start + longest - line.length();
      end -= end > start && Character.isHighSurrogate(text.charAt(end - 1)) ? 1 : 0;
      line.append(text, start, end);
      deliver();
      start = end;
    }
    line.append(text, start, to);
  }

  private void deliver() {
    String text = line.toString();
    line.setLength(0);
    sink.accept(text);
  }
}
