package dev.lockflight.connector.process;

import dev.lockflight.StepContext;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
  private static final Pattern ENGINE = Pattern.compile("\0" + COMMAND + "=(\\d{1,18})-(\\d+)/");

  static Mark of(StepContext context) {
    // sorted: after a crash another virtual machine must find the same text
    String cell = context.cell().isEmpty() ? "" : new TreeMap<>(context.cell()).toString();
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
    return holds(environment, STEP, step) && engineIsGone(environment);
  }

  private static boolean holds(String environment, String name, String value) {
    return environment.contains("\0" + name + "=" + bytewise(value) + "\0");
  }

  /** The environment is read byte by byte. */
  private static String bytewise(String value) {
    return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** False also for a text that no engine has written. */
  private static boolean engineIsGone(String environment) {
    Matcher engine = ENGINE.matcher(environment);
    return engine.find()
        && ProcDirectory.start(Long.parseLong(engine.group(1)))
            .filter(engine.group(2)::equals)
            .isEmpty();
  }
}
