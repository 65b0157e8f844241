package dev.lockflight.examples.laptop;

import dev.lockflight.connector.dbt.LocalDbt;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the examples find on this machine. Immutable.
 *
 * @param examples the directory of the examples' module
 * @param dbt the dbt command
 * @param tools the directory of the commands of linters, pytest, build and twine
 * @param variables the environment, for the programs that are run: PATH, HOME
 */
public record Machine(Path examples, Path dbt, Path tools, Map<String, String> variables) {
  public Machine {
    examples = examples.toAbsolutePath().normalize();
    dbt = dbt.toAbsolutePath().normalize();
    tools = tools.toAbsolutePath().normalize();
    variables = Map.copyOf(variables);
  }

  /**
   * This one: the property {@code examples} says where the module is, else it is in the present
   * directory; {@code dbt} and {@code tools} say what to run, else it is what setup_python.py made.
   */
  public static Machine present() {
    Path module = Path.of(System.getProperty("examples", "examples"));
    Path dbt = named("dbt", module.resolve(".venv/bin/dbt"));
    return new Machine(
        module, dbt, named("tools", module.resolve(".venv-tools/bin")), System.getenv());
  }

  private static Path named(String property, Path otherwise) {
    return Path.of(System.getProperty(property, otherwise.toString()));
  }

  public LocalDbt runner() {
    return LocalDbt.executable(dbt).inheriting(variables);
  }
}
