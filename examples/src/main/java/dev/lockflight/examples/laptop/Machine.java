package dev.lockflight.examples.laptop;

import dev.lockflight.connector.dbt.LocalDbt;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the examples find on this machine. Immutable.
 *
 * @param examples the directory of the examples' module
 * @param dbt the dbt command
 * @param variables the environment, for the programs that are run: PATH, HOME
 */
public record Machine(Path examples, Path dbt, Map<String, String> variables) {
  public Machine {
    examples = examples.toAbsolutePath().normalize();
    dbt = dbt.toAbsolutePath().normalize();
    variables = Map.copyOf(variables);
  }

  /**
   * This one: the property {@code examples} says where the module is, else it is in the present
   * directory, and {@code dbt} which dbt to run, else the one that setup_dbt.py made.
   */
  public static Machine present() {
    Path module = Path.of(System.getProperty("examples", "examples"));
    Path dbt = Path.of(System.getProperty("dbt", module.resolve(".venv/bin/dbt").toString()));
    return new Machine(module, dbt, System.getenv());
  }

  public LocalDbt runner() {
    return LocalDbt.executable(dbt).inheriting(variables);
  }
}
