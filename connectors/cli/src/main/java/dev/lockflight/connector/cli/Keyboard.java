package dev.lockflight.connector.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What a person types while the run is watched.
 *
 * <p>Reading standard input blocks and cannot be interrupted, and somebody else may approve
 * meanwhile. So one daemon thread reads, started with the first question: it cannot keep the
 * process alive, and it ends with the input.
 */
final class Keyboard {
  private final InputStream in;
  private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private boolean listening;

  Keyboard(InputStream in) {
    this.in = in;
  }

  /** What was typed before a question was asked is no answer to it. */
  void beginQuestion() {
    if (!listening) {
      listening = true;
      skipTypedAhead();
      Thread reader = new Thread(this::read, "lockflight-keyboard");
      reader.setDaemon(true);
      reader.start();
    }
    lines.clear();
  }

  /** A line that was typed since, if there is one. */
  Optional<String> line() {
    return Optional.ofNullable(lines.poll()).map(String::strip);
  }

  private void skipTypedAhead() {
    try {
      var unused = in.skip(in.available());
    } catch (IOException e) {
      // A stream that cannot be skipped will say so again when it is read.
    }
  }

  private void read() {
    try {
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      // No more answers from here; another process can still give one.
    }
  }
}
