package dev.lockflight.connector.cli;

import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.report.Screen;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The commands as a person of a test gives them. */
final class Cli {
  private final Path directory;
  private final Pipeline[] pipelines;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Principal person = new Principal("olivia", Set.of("owners"), "operating system");
  private Signals signals = Signals.NONE;
  private Terminal terminal = terminal(InputStream.nullInputStream(), null);

  Cli(Path directory, Pipeline... pipelines) {
    this.directory = directory;
    this.pipelines = pipelines.clone();
  }

  private Terminal terminal(InputStream in, @Nullable Screen screen) {
    return new Terminal(
        in,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        screen);
  }

  Cli as(String name, String... groups) {
    person = new Principal(name, Set.of(groups), "operating system");
    return this;
  }

  Cli interruptedBy(Signals other) {
    signals = other;
    return this;
  }

  Cli atTerminal(InputStream in) {
    terminal = terminal(in, Screen.of(100, 30));
    return this;
  }

  int run(String... arguments) {
    out.reset();
    err.reset();
    return LockflightCli.of(pipelines)
        .in(Map.of())
        .from(directory)
        .at(terminal)
        .run(() -> person, signals, arguments);
  }

  /** Starts a run for a release, in the way every test does. */
  int start(String... more) {
    String[] all = new String[more.length + 5];
    all[0] = "run";
    all[1] = "--commit";
    all[2] = "4f2a1c9";
    all[3] = "--branch";
    all[4] = "main";
    System.arraycopy(more, 0, all, 5, more.length);
    return run(all);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
