package dev.lockflight.connector.process;

import dev.lockflight.StepFailedException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is started, and where. Java would look the program up on the PATH of the engine's own
 * process; here it is the PATH that the child is given, and nothing but it.
 */
record Launch(List<String> words, Path directory, ChildEnvironment environment, boolean bound) {
  private static final List<Path> BINDERS =
      List.of(Path.of("/usr/bin/setpriv"), Path.of("/bin/setpriv"));
  private static final List<String> ENDINGS =
      System.getProperty("os.name").startsWith("Windows")
          ? List.of(".exe", ".cmd", ".bat", "")
          : List.of("");

  /**
   * Starts it with a closed standard input.
   *
   * @throws StepFailedException when the directory or the program is missing or unfit
   */
  Process start(Map<String, String> variables, OutputPipes pipes) {
    ProcessBuilder builder = prepare(variables);
    pipes.attachTo(builder);
    try {
      Process process = builder.start();
      var unused = Closing.of(process.getOutputStream());
      return process;
    } catch (IOException e) {
      throw unfit(builder.command().get(0), e);
    }
  }

  private ProcessBuilder prepare(Map<String, String> variables) {
    if (!Files.isDirectory(directory)) {
      throw StepFailedException.fatal(
          "cannot run "
              + words.get(0)
              + ": its working directory "
              + directory
              + (Files.exists(directory) ? " is not a directory" : " does not exist")
              + "; create it, or name another with in(directory)");
    }
    List<String> line = new ArrayList<>(words);
    line.set(0, find(variables).toString());
    line.addAll(0, binder());
    ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(variables);
    return builder;
  }

  /** The kernel signals a program so started when the thread that started it is no more. */
  private List<String> binder() {
    return BINDERS.stream()
        .filter(binder -> bound && Files.isExecutable(binder))
        .findFirst()
        .map(binder -> List.of(binder.toString(), "--pdeathsig", "KILL", "--"))
        .orElse(List.of());
  }

  private Path find(Map<String, String> variables) {
    String program = words.get(0);
    try {
      if (program.contains("/") || program.contains("\\")) {
        return executable(List.of(directory.resolve(program)), "at " + directory.resolve(program));
      }
      String path = variables.getOrDefault("PATH", variables.getOrDefault("Path", ""));
      if (path.isEmpty()) {
        throw StepFailedException.fatal(
            "cannot run "
                + program
                + ": it has no PATH to be looked up on; hand one over with"
                + " inheriting(System.getenv()) or environment(\"PATH\", ...),"
                + " or name the program by its path");
      }
      return executable(candidates(program, path), "on PATH " + path);
    } catch (InvalidPathException e) {
      throw StepFailedException.fatal(
              "cannot run " + program + ": " + e.getMessage() + "; correct the name or the PATH")
          .causedBy(e);
    }
  }

  private List<Path> candidates(String program, String path) {
    return List.of(path.split(File.pathSeparator)).stream()
        .flatMap(entry -> ENDINGS.stream().map(e -> directory.resolve(entry).resolve(program + e)))
        .toList();
  }

  private Path executable(List<Path> candidates, String where) {
    for (Path candidate : candidates) {
      if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    for (Path candidate : candidates) {
      if (Files.exists(candidate)) {
        throw StepFailedException.fatal(
            "cannot run "
                + words.get(0)
                + ": "
                + candidate
                + (Files.isDirectory(candidate)
                    ? " is a directory; name the program in it"
                    : " is not executable; make it so with chmod +x, or name its interpreter"));
      }
    }
    throw StepFailedException.fatal(
        "cannot run "
            + words.get(0)
            + ": there is no such program "
            + where
            + "; install it, or correct the name or the PATH");
  }

  private StepFailedException unfit(String program, IOException e) {
    String reason = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
    return StepFailedException.fatal(
        "cannot run "
            + words.get(0)
            + ": the system refuses to start "
            + program
            + " in "
            + directory
            + " ("
            + reason
            + "); look whether it is built for this machine, whether the interpreter in its first"
            + " line exists, and whether its arguments and variables are too long");
  }
}
