package dev.lockflight.connector.process;

/** The end of a failed command's output, as a part of a message. */
final class LastWords {
  private static final int SHOWN = 2000;

  private LastWords() {}

  static String of(CommandResult result) {
    CapturedText words = result.errors().text().isBlank() ? result.output() : result.errors();
    String text = words.text().strip();
    String shown =
        text.isEmpty()
            ? "; it wrote nothing"
            : "; its last words:\n"
                + (text.length() > SHOWN ? "…" + text.substring(text.length() - SHOWN) : text);
    return shown + "\nAll its lines: " + result.logFile();
  }
}
