package dev.lockflight.connector.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Finds unquoted words that kubectl, which reads YAML 1.1, takes for true or false, and this
 * connector, which reads YAML 1.2, for a text.
 */
final class TruthWords {
  private static final Pattern WORD =
      Pattern.compile("y|yes|n|no|on|off", Pattern.CASE_INSENSITIVE);
  private static final LoadSettings SETTINGS = LoadSettings.builder().setUseMarks(true).build();

  private TruthWords() {}

  /** One sentence for each, with its line. */
  static List<String> in(String name, Path file) throws IOException {
    List<String> found = new ArrayList<>();
    try (InputStream text = Files.newInputStream(file)) {
      for (Event event : new Parse(SETTINGS).parseInputStream(text)) {
        if (event instanceof ScalarEvent scalar
            && scalar.isPlain()
            && WORD.matcher(scalar.getValue()).matches()) {
          int line = scalar.getStartMark().map(Mark::getLine).orElse(-1) + 1;
          found.add(
              name
                  + " line "
                  + line
                  + ": the unquoted word "
                  + scalar.getValue()
                  + " is a truth value to kubectl; quote it, or write true or false");
        }
      }
    }
    return found;
  }
}
