package dev.lockflight.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The flow's main method in processes of its own, one after the other, in one directory. */
final class DemoProcess {
  private final Path directory;
  private final Path dbt;
  private final List<String> lines = new ArrayList<>();

  DemoProcess(Path directory, Path dbt) {
    this.directory = directory;
    this.dbt = dbt;
  }

  /** Everything that was printed. */
  String said() {
    return String.join("\n", lines);
  }

  Started start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    // a killed Java leaves the native libraries it unpacked; so they go away with the directory
    command.add("-Djava.io.tmpdir=" + Files.createDirectories(directory.resolve("tmp")));
    command.add("-Dexamples=" + Path.of("").toAbsolutePath());
    command.add("-Ddbt=" + dbt);
    command.add(ContinuousDelivery.class.getName());
    command.addAll(List.of(arguments));
    lines.add("> " + String.join(" ", arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    return new Started(builder.directory(directory.toFile()).start());
  }

  /** One process, and what it prints. */
  final class Started {
    private final Process process;
    private final BufferedReader output;

    private Started(Process process) {
      this.process = process;
      this.output = process.inputReader();
    }

    /** Waits for a line like this. */
    Started until(String regex) throws IOException {
      Pattern wanted = Pattern.compile(regex);
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
        if (wanted.matcher(line).find()) {
          return this;
        }
      }
      throw new AssertionError("no line like " + regex + " in\n" + said());
    }

    /** SIGKILL: nothing can be tidied up. */
    void kill() throws InterruptedException {
      assertThat(process.toHandle().destroyForcibly()).isTrue();
      assertThat(process.waitFor()).isNotZero();
    }

    int untilItEnds() throws IOException, InterruptedException {
      output.lines().forEach(lines::add);
      return process.waitFor();
    }
  }
}
