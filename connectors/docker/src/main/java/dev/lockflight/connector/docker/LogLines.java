package dev.lockflight.connector.docker;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts bytes into lines; a longer one than 64 KiB comes in pieces. */
final class LogLines {
  private static final int LONGEST = 1 << 16;

  private final Consumer<String> listener;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  LogLines(Consumer<String> listener) {
    this.listener = listener;
  }

  void accept(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        tell();
      } else {
        line.write(bytes[i]);
        if (line.size() >= LONGEST) {
          tell();
        }
      }
    }
  }

  void end() {
    if (line.size() > 0) {
      tell();
    }
  }

  private void tell() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    listener.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }
}
