package dev.lockflight.connector.databricks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A command line as a shell reads it. */
final class ShellWords {
  /** The profile Databricks makes has one target and no other. */
  private static final Set<String> NOT_THERE = Set.of("--target", "--log-format");

  private ShellWords() {}

  static String of(DbtWords words) {
    List<String> all = new ArrayList<>(List.of(words.command().split(" ")));
    all.addAll(words.without(NOT_THERE));
    return all.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
  }

  /** In single quotes nothing has a meaning but the quote itself. */
  static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:=@,+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
