package dev.lockflight.connector.cli;

import dev.lockflight.json.Json;
import java.io.PrintStream;
import java.util.regex.Pattern;

/**
 * Prints what a command found: text for people, or one JSON object on one line. Text that comes
 * from outside cannot steer the terminal.
 */
final class Printer {
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\p{Cf}&&[^\\n\\t]]");

  private final Terminal terminal;
  private final boolean json;

  Printer(Terminal terminal, boolean json) {
    this.terminal = terminal;
    this.json = json;
  }

  void show(Object value, String text) {
    if (json) {
      terminal.out().println(Json.write(value));
    } else {
      print(terminal.out(), text);
    }
    terminal.out().flush();
  }

  /** A hint for people, which never stands between what programs read. */
  void note(String text) {
    print(json ? terminal.err() : terminal.out(), text);
  }

  void warn(String text) {
    print(terminal.err(), "warning: " + text);
  }

  private static void print(PrintStream to, String text) {
    to.println(safe(text).stripTrailing());
    to.flush();
  }

  static String safe(String text) {
    return CONTROLS.matcher(text).replaceAll("\uFFFD");
  }

  static String oneLine(String text) {
    return safe(text.strip().replaceAll("\\s*\\R\\s*", "; "));
  }
}
