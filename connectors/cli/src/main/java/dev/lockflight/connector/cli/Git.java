package dev.lockflight.connector.cli;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What git says about the directory a command is given in. */
record Git(Path directory) {
  Optional<String> commit() {
    return ask("rev-parse", "--verify", "HEAD");
  }

  /** The branch that is checked out; empty for a detached head. */
  Optional<String> branch() {
    return ask("symbolic-ref", "--short", "HEAD");
  }

  boolean hasUncommittedChanges() {
    return ask("status", "--porcelain").filter(lines -> !lines.isBlank()).isPresent();
  }

  /** What the author of a commit may be called as a login: address, its local part, name. */
  Set<String> authors(String commit) {
    Set<String> names = new LinkedHashSet<>();
    ask("show", "--no-patch", "--format=%ae%n%an", commit)
        .ifPresent(
            text ->
                text.lines()
                    .filter(line -> !line.isBlank())
                    .forEach(
                        line -> {
                          names.add(line);
                          names.add(line.replaceFirst("(?<=.)@.*", ""));
                        }));
    return names;
  }

  private Optional<String> ask(String... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = "git";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return Programs.ask(directory, command);
  }
}
