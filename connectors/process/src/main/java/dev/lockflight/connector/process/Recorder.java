package dev.lockflight.connector.process;

import dev.lockflight.StepContext;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What becomes of each line: the log file, the end kept for the result, the listener. */
final class Recorder {
  private final CommandLog log;
  private final LineListener listener;
  private final StepContext context;
  private final TextTail output;
  private final TextTail errors;
  private boolean silenced;

  Recorder(CommandLog log, int kept, LineListener listener, StepContext context) {
    this.log = log;
    this.listener = listener;
    this.context = context;
    this.output = new TextTail(kept);
    this.errors = new TextTail(kept);
  }

  Consumer<String> outputLines() {
    return line -> record(LineSource.OUTPUT, line, output);
  }

  Consumer<String> errorLines() {
    return line -> record(LineSource.ERRORS, line, errors);
  }

  /** A file is kept by the program that writes it, so only the listener hears of it. */
  Consumer<String> fileLines() {
    return line -> tell(LineSource.FILE, readable(line));
  }

  private void record(LineSource source, String line, TextTail tail) {
    String text = readable(line);
    log.add(text);
    tail.add(text);
    tell(source, text);
  }

  private void tell(LineSource source, String text) {
    if (!silenced) {
      listener.line(source, text);
    }
  }

  /** The listener has thrown: it is not asked again. */
  void silence() {
    silenced = true;
  }

  /** Something the command's reader has to say itself. */
  void note(String text) {
    String line = context.redact(text);
    log.add(line);
    if (!silenced) {
      context.log(line);
    }
  }

  CommandResult result(int exitCode, Duration duration, List<WrittenFile> written) {
    return new CommandResult(
        exitCode,
        duration,
        redacted(output.captured()),
        redacted(errors.captured()),
        new CommandResult.Log(log.file().toString(), log.isComplete()),
        written);
  }

  /** A secret that the run knows from elsewhere may span lines. */
  private CapturedText redacted(CapturedText tail) {
    return new CapturedText(context.redact(tail.text()), tail.complete());
  }

  /** Control characters could play tricks on the terminal of whoever follows the run. */
  private String readable(String line) {
    String text = context.redact(line);
    for (int i = 0; i < text.length(); i++) {
      if (isUnreadable(text.charAt(i))) {
        return replaced(text);
      }
    }
    return text;
  }

  private static String replaced(String text) {
    StringBuilder all = new StringBuilder(text);
    for (int i = 0; i < all.length(); i++) {
      if (isUnreadable(all.charAt(i))) {
        all.setCharAt(i, '\uFFFD');
      }
    }
    return all.toString();
  }

  private static boolean isUnreadable(char c) {
    return c != '\t' && Character.isISOControl(c);
  }
}
