package dev.lockflight.connector.cli;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks small programs of the machine, such as git and id, for one answer. */
final class Programs {
  private static final int MOST_BYTES = 65_536;

  private Programs() {}

  /** What the program prints; empty when it is missing, fails or takes longer than ten seconds. */
  static Optional<String> ask(Path directory, String... command) {
    return ask(new ProcessBuilder(command).directory(directory.toFile()));
  }

  /** The same for a program that looks at the terminal on its standard input. */
  static Optional<String> askAtTerminal(String... command) {
    return ask(new ProcessBuilder(command).redirectInput(Redirect.INHERIT));
  }

  private static Optional<String> ask(ProcessBuilder builder) {
    try {
      Process process = builder.redirectError(Redirect.DISCARD).start();
      try (InputStream out = process.getInputStream()) {
        byte[] bytes = out.readNBytes(MOST_BYTES);
        boolean ended = process.waitFor(10, TimeUnit.SECONDS);
        return ended && process.exitValue() == 0
            ? Optional.of(new String(bytes, Charset.defaultCharset()).strip())
            : Optional.empty();
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
