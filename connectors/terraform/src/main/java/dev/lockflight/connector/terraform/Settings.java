package dev.lockflight.connector.terraform;

import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.RunContext;
import dev.lockflight.connector.process.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Where Terraform runs, and with which variables.
 *
 * @param command the program with its directory and environment, and no arguments
 */
record Settings(
    Path directory, Command command, Map<String, Variable> variables, List<String> files) {
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_-]*");

  /** The value of an input variable, and how a definition describes it. */
  record Variable(Function<RunContext, String> value, String told) {}

  Settings {
    variables = Collections.unmodifiableMap(new TreeMap<>(variables));
    files = List.copyOf(files);
  }

  static Settings of(String program, Path directory) {
    return new Settings(directory, command(program, directory), Map.of(), List.of());
  }

  private static Command command(String program, Path directory) {
    return Command.of(program)
        .in(directory)
        .environment("CHECKPOINT_DISABLE", "1")
        .environment("TF_IN_AUTOMATION", "1")
        .environment("TF_INPUT", "0");
  }

  Settings inheriting(Map<String, String> environment, String... alsoNamed) {
    for (String name : alsoNamed) {
      if (name.startsWith("TF_")) {
        throw new InvalidDefinitionException(
            "Terraform's own variable "
                + name
                + " is not inherited, since a host's would change what is planned;"
                + " say it with environment, variable or workspace");
      }
    }
    return with(command.inheriting(environment, alsoNamed));
  }

  Settings with(Command changed) {
    return new Settings(directory, changed, variables, files);
  }

  Settings withVariable(String name, Function<RunContext, String> value, String told) {
    checkVariable(name);
    Map<String, Variable> all = new TreeMap<>(variables);
    all.put(name, new Variable(value, told));
    return new Settings(directory, command, all, files);
  }

  Settings withVariablesFile(String file) {
    List<String> all = new ArrayList<>(files);
    all.add(file);
    return new Settings(directory, command, variables, all);
  }

  static void checkVariable(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new InvalidDefinitionException(
          "a Terraform variable is a letter followed by letters, digits, _ and -: " + name);
    }
  }

  /** The arguments by which plan is told the input variables. */
  List<String> variableArguments(RunContext context) {
    List<String> arguments = new ArrayList<>();
    files.forEach(file -> arguments.add("-var-file=" + file));
    variables.forEach(
        (name, variable) -> {
          arguments.add("-var");
          arguments.add(name + "=" + variable.value().apply(context));
        });
    return arguments;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(command.describe());
    files.forEach(file -> text.append(", variables from ").append(file));
    variables.forEach(
        (name, variable) -> text.append(", ").append(name).append('=').append(variable.told()));
    return text.toString();
  }
}
