package dev.lockflight.connector.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a text goes. */
final class OutputOption {
  @Option(
      names = {"--output", "--out"},
      paramLabel = "<file>",
      description = "Write there, not to stdout.")
  @Nullable Path output;

  void put(String text, Tool tool) {
    if (output == null) {
      tool.terminal().out().println(text.stripTrailing());
      tool.terminal().out().flush();
    } else {
      write(tool.place().directory().resolve(output), text);
    }
  }

  private static void write(Path file, String text) {
    try {
      Path parent = file.toAbsolutePath().getParent();
      if (parent != null) {
        var unused = Files.createDirectories(parent);
      }
      var unused = Files.writeString(file, text);
    } catch (IOException e) {
      throw CommandFailedException.usage(file + " cannot be written: " + e);
    }
  }
}
