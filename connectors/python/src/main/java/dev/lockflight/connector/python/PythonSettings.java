package dev.lockflight.connector.python;

import dev.lockflight.connector.process.Command;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where the programs are and what they are given.
 *
 * @param environment a virtual environment; null for the PATH
 * @param given adds the variables to a command
 */
record PythonSettings(Path directory, @Nullable Path environment, UnaryOperator<Command> given) {
  static PythonSettings of(Path directory) {
    return new PythonSettings(directory, null, command -> command);
  }

  PythonSettings with(UnaryOperator<Command> more) {
    return new PythonSettings(directory, environment, command -> more.apply(given.apply(command)));
  }

  PythonSettings using(Path virtualEnvironment) {
    return new PythonSettings(directory, virtualEnvironment, given);
  }

  /** A program that was installed with Python, in the directory of the project. */
  Command program(String name) {
    Path home = environment;
    String program = home == null ? name : home.resolve("bin").resolve(name).toString();
    return given.apply(
        Command.of(program)
            .in(directory)
            .environment("NO_COLOR", "1")
            .environment("COLUMNS", "200")
            .environment("PYTHONIOENCODING", "utf-8"));
  }

  Command python() {
    return program("python3");
  }
}
