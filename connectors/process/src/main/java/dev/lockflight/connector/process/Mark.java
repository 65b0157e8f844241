package dev.lockflight.connector.process;

import dev.lockflight.StepContext;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Two variables by which the processes of a command are known, wherever they have gone.
 *
 * @param step the same for every execution of this step in this run, also after a crash
 * @param engine the process id and start of the engine's own process
 * @param command this execution alone
 */
record Mark(String step, String engine, String command) {
  private static final String STEP = "LOCKFLIGHT_STEP";
  private static final String COMMAND = "LOCKFLIGHT_COMMAND";

  static Mark of(StepContext context) {
    String cell = context.cell().isEmpty() ? "" : context.cell().toString();
    String step = context.run() + "/" + context.stage() + cell + "/" + context.step();
    long engine = ProcessHandle.current().pid();
    return new Mark(
        step.replace('\0', ' '),
        engine + "-" + ProcDirectory.start(engine).orElse(""),
        UUID.randomUUID().toString());
  }

  Map<String, String> variables() {
    return Map.of(STEP, step, COMMAND, engine + "/" + command);
  }

  /** Whether the process belongs to this execution. */
  boolean isOn(ProcessHandle process) {
    return holds(ProcDirectory.environment(process.pid()), COMMAND, engine + "/" + command);
  }

  /** Whether the process was started in this step by an engine that is no more. */
  boolean isLeftBehind(ProcessHandle process) {
    String environment = ProcDirectory.environment(process.pid());
    return holds(environment, STEP, step)
        && engineOf(environment).filter(owner -> !lives(owner)).isPresent();
  }

  private static boolean holds(String environment, String name, String value) {
    return environment.contains("\0" + name + "=" + bytewise(value) + "\0");
  }

  /** The environment is read byte by byte. */
  private static String bytewise(String value) {
    return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static Optional<String> engineOf(String environment) {
    int start = environment.indexOf("\0" + COMMAND + "=");
    int from = start + COMMAND.length() + 2;
    int to = start < 0 ? -1 : environment.indexOf('/', from);
    return to < 0 ? Optional.empty() : Optional.of(environment.substring(from, to));
  }

  private static boolean lives(String engine) {
    int dash = engine.indexOf('-');
    long pid = Long.parseLong(engine.substring(0, dash));
    return ProcDirectory.start(pid).filter(engine.substring(dash + 1)::equals).isPresent();
  }
}
