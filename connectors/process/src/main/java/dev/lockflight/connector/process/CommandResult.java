package dev.lockflight.connector.process;

import dev.lockflight.ProducesFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a command ended. Survives a JSON round trip; holds no secret the run had revealed. Immutable.
 *
 * @param exitCode as the program gave it; 128 + n when signal n ended it
 * @param duration by the engine's clock, until its last process had ended
 * @param output the end of its standard output
 * @param errors the end of its standard error
 * @param log where all its lines are
 * @param written what became of the files it {@linkplain Command#writing was to write}, by name
 */
public record CommandResult(
    int exitCode,
    Duration duration,
    CapturedText output,
    CapturedText errors,
    Log log,
    List<WrittenFile> written)
    implements ProducesFiles {
  /**
   * Where the lines of a command are.
   *
   * @param file in the step's workspace; holds the lines of both streams, in the order they
   *     arrived; standard output and error are read in turns, so their order among each other is
   *     exact only to about twenty milliseconds
   * @param complete false when lines in the middle of the file were left out
   */
  public record Log(String file, boolean complete) {}

  public CommandResult {
    written = List.copyOf(written);
  }

  /** The log file. */
  public String logFile() {
    return log.file();
  }

  /** False when lines in the middle of the log file were left out. */
  public boolean logComplete() {
    return log.complete();
  }

  /** The files it wrote; neither those it left untouched nor its log file. */
  @Override
  public Map<String, Path> files() {
    Map<String, Path> files = new TreeMap<>();
    for (WrittenFile file : written) {
      if (file.state() == WrittenFile.State.WRITTEN) {
        files.put(file.name(), file.path());
      }
    }
    return files;
  }
}
