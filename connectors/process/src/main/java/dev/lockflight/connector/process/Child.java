package dev.lockflight.connector.process;

import dev.lockflight.Secret;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a child process is given, now that the secrets are known, and how it is recognised. */
record Child(Map<String, String> variables, Redaction redaction, Mark mark) {
  private static final int SHORT = 8;

  /**
   * Looks the secrets up.
   *
   * @throws StepFailedException when one does not fit a variable, or is also an argument
   */
  static Child prepared(Launch launch, StepContext context) {
    Map<String, String> revealed = new TreeMap<>();
    launch
        .environment()
        .secrets()
        .forEach((name, secret) -> revealed.put(name, reveal(secret, launch, context)));
    Mark mark = Mark.of(context);
    Map<String, String> variables = new TreeMap<>(launch.environment().open());
    variables.putAll(revealed);
    variables.putAll(mark.variables());
    return new Child(variables, new Redaction(List.copyOf(revealed.values())), mark);
  }

  private static String reveal(Secret secret, Launch launch, StepContext context) {
    String value = context.reveal(secret);
    if (value.indexOf('\0') >= 0) {
      throw StepFailedException.fatal(
          "the secret "
              + secret.name()
              + " holds a NUL character, which no variable can; correct it at its source");
    }
    if (launch.words().stream().anyMatch(word -> holds(word, value))) {
      throw StepFailedException.fatal(
          "an argument of "
              + context.redact(launch.words().get(0))
              + " holds the value of the secret "
              + secret.name()
              + ", and arguments can be read by every user of the machine;"
              + " let the program read it from its environment");
    }
    return value;
  }

  /** A short value may be part of a word by chance. */
  private static boolean holds(String word, String value) {
    return !value.isEmpty() && (value.length() < SHORT ? word.equals(value) : word.contains(value));
  }
}
