package dev.lockflight.connector.process;

import dev.lockflight.InvalidDefinitionException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What may be a program and an argument, and how a command line is shown to people. */
final class Words {
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}._:+=,@/%-]+");
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,60}");
  private static final Pattern SECRET = Pattern.compile(".+=\\*\\*\\*", Pattern.DOTALL);

  private Words() {}

  static String program(String program) {
    if (program.isBlank()) {
      throw new InvalidDefinitionException("a command needs a program: it must not be blank");
    }
    return argument(program, program);
  }

  static String argument(String program, String argument) {
    if (argument.indexOf('\0') >= 0) {
      throw new InvalidDefinitionException(
          "an argument of " + program + " holds a NUL character, which no program can be given");
    }
    if (SECRET.matcher(argument).matches()) {
      throw new InvalidDefinitionException(
          "the argument "
              + argument
              + " of "
              + program
              + " is a secret, and arguments can be read by every user of the machine;"
              + " pass it with secretEnvironment(name, secret)");
    }
    return argument;
  }

  /** The program and its first word, as far as they are fit for a name. */
  static String name(List<String> words) {
    String first = words.get(0);
    String program = first.substring(1 + Math.max(first.lastIndexOf('/'), first.lastIndexOf('\\')));
    if (!NAME.matcher(program).matches()) {
      return "command";
    }
    boolean verb = words.size() > 1 && NAME.matcher(words.get(1)).matches();
    return verb ? program + " " + words.get(1) : program;
  }

  /** One line that reads like the input of a shell. */
  static String line(List<String> words) {
    return words.stream().map(Words::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches()
        ? word
        : "'" + word.replace("'", "'\\''").replace("\n", "\\n") + "'";
  }
}
