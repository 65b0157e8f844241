package dev.lockflight.connector.cli;

import dev.lockflight.Principal;
import dev.lockflight.report.Screen;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What only the machine knows: who is there, and what the terminal can show. */
final class OperatingSystem {
  private static final Path HERE = Path.of("").toAbsolutePath();

  private OperatingSystem() {}

  /**
   * The user this process runs as.
   *
   * @param groups the groups of a user, or null for those the system reports
   */
  static Principal user(@Nullable Function<String, Set<String>> groups) {
    String name =
        Programs.ask(HERE, "id", "-un").orElse(System.getProperty("user.name", "unknown"));
    Set<String> all = groups == null ? reportedGroups() : groups.apply(name);
    return new Principal(name, all, "operating system");
  }

  private static Set<String> reportedGroups() {
    return Programs.ask(HERE, "id", "-Gn")
        .filter(names -> !names.isBlank())
        .map(names -> (Set<String>) new TreeSet<>(Arrays.asList(names.split("\\s+"))))
        .orElse(Set.of());
  }

  /** The terminal this process talks to, or null when it is not at one. */
  static @Nullable Screen screen(Map<String, String> environment) {
    if (!isAtTerminal() || "dumb".equals(environment.get("TERM"))) {
      return null;
    }
    String[] size = Programs.askAtTerminal("stty", "size").orElse("").split(" ");
    Screen screen =
        size.length == 2
            ? Screen.of(number(size[1], 100), number(size[0], 30))
            : Screen.of(100, 30);
    boolean colours = environment.getOrDefault("NO_COLOR", "").isEmpty();
    return coloured(unicode() ? screen : screen.inAscii(), colours);
  }

  private static Screen coloured(Screen screen, boolean colours) {
    return colours ? screen : screen.withoutColours();
  }

  private static int number(String text, int otherwise) {
    try {
      int number = Integer.parseInt(text.strip());
      return number > 0 ? number : otherwise;
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  private static boolean unicode() {
    String encoding =
        System.getProperty(
            "stdout.encoding",
            System.getProperty("sun.stdout.encoding", System.getProperty("native.encoding", "")));
    return encoding.toUpperCase(java.util.Locale.ROOT).startsWith("UTF");
  }

  /** Since Java 22 there is a console without a terminal too; it says so itself. */
  @SuppressWarnings("SystemConsoleNull") // before Java 22 null is the answer; after, isTerminal
  private static boolean isAtTerminal() {
    var console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return Boolean.TRUE.equals(console.getClass().getMethod("isTerminal").invoke(console));
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
