package dev.lockflight.testkit.killed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The other end of a {@link KilledEngine}. Used by one thread. */
final class EngineProcess {
  private static final int SIGKILL = 128 + 9;

  private final Process process;
  private final BufferedReader lines;

  private EngineProcess(Process process) {
    this.process = process;
    this.lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** It loads its classes, and waits. */
  static EngineProcess start(String place, Path directory) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-Xmx96m",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
            "-cp",
            System.getProperty("java.class.path"),
            KilledEngine.class.getName(),
            place,
            directory.toString());
    return new EngineProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  void go() throws IOException {
    tell('g');
  }

  void finish() throws IOException {
    tell('f');
  }

  private void tell(char what) throws IOException {
    assertThat(lines.readLine()).isEqualTo("ready");
    process.getOutputStream().write(what);
    process.getOutputStream().flush();
  }

  /** The next line; fails when there is none. */
  String line() throws IOException {
    String line = lines.readLine();
    assertThat(line).as("what the engine's process says; it has ended by itself").isNotNull();
    return line;
  }

  /** Kills it, and hears what it had said before. */
  void kill(Consumer<String> last) throws IOException, InterruptedException {
    // Not by process.destroyForcibly(): that would also throw away what it has said.
    assertThat(process.toHandle().destroyForcibly()).isTrue();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      last.accept(line);
    }
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("killed, not ended by itself").isEqualTo(SIGKILL);
  }

  void awaitEnd() throws InterruptedException {
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  /** For a test that failed half-way. */
  void discard() {
    assertThat(process.toHandle().destroyForcibly() || !process.isAlive()).isTrue();
  }
}
