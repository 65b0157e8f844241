package dev.lockflight.connector.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What Linux tells about a process under {@code /proc} and Java does not: the environment it was
 * started with, whether it is a zombie, and its start in ticks (see proc(5)). Elsewhere nothing is
 * known.
 */
final class ProcDirectory {
  private static final Path ROOT = Path.of("/proc");
  private static final int START_FIELD = 19;

  private ProcDirectory() {}

  /** Its variables, each between two NUL characters; empty when they cannot be read. */
  static String environment(long pid) {
    return "\0" + read(pid, "environ");
  }

  /** Whether it still runs; a zombie only waits for its parent to hear of its end. */
  static boolean runs(ProcessHandle process) {
    if (!process.isAlive()) {
      return false;
    }
    List<String> stat = stat(process.pid());
    return stat.isEmpty() || !List.of("Z", "X").contains(stat.get(0));
  }

  /** When it was started, in ticks since the machine was. */
  static Optional<String> start(long pid) {
    List<String> stat = stat(pid);
    return stat.size() > START_FIELD ? Optional.of(stat.get(START_FIELD)) : Optional.empty();
  }

  /** The fields behind the program's name, which may itself hold blanks and brackets. */
  private static List<String> stat(long pid) {
    String text = read(pid, "stat");
    int end = text.lastIndexOf(')');
    return end < 0 ? List.of() : List.of(text.substring(end + 1).strip().split(" "));
  }

  private static String read(long pid, String name) {
    try {
      Path file = ROOT.resolve(Long.toString(pid)).resolve(name);
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
