package dev.lockflight.testkit.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A program that runs until it is stopped, by its pid; its output goes to a file. */
final class LocalProgram {
  private static final int SHOWN = 4_000;
  private static final long START_SECONDS = 60;
  private static final long STOP_SECONDS = 20;

  private final Process process;
  private final Path log;

  private LocalProgram(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static LocalProgram start(Programs programs, Path log, List<String> words) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().clear();
    builder.environment().put("PATH", programs.path());
    builder.environment().put("HOME", String.valueOf(log.getParent()));
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new LocalProgram(process, log);
  }

  /** Waits until it is ready. */
  LocalProgram await(BooleanSupplier ready) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!ready.getAsBoolean()) {
      boolean ended = process.waitFor(50, TimeUnit.MILLISECONDS);
      if (ended || System.nanoTime() > end) {
        stop();
        throw new IllegalStateException(
            (ended ? "it ended: " : "it is not ready after a minute: ") + lastWords());
      }
    }
    return this;
  }

  String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "";
    }
  }

  private String lastWords() {
    String all = output();
    return log + ": " + all.substring(Math.max(0, all.length() - SHOWN));
  }

  /** Asks it to end, then kills it and what it has started. */
  void stop() {
    List<ProcessHandle> below = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        var unused = process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      var unused = process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    for (ProcessHandle left : below) {
      var unused = left.destroyForcibly();
    }
  }
}
