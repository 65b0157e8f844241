package dev.lockflight.connector.process.report;

import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Output;
import dev.lockflight.ProducesFiles;
import java.nio.file.Path;
import java.time.Duration;

/** The files that a name or a pattern means; {@link #atLeast} makes the gate. Immutable. */
public final class FileSet {
  private final ReportFile files;

  FileSet(ReportFile files) {
    this.files = files;
  }

  /** Counts only files that this step of the run wrote. */
  public FileSet writtenBy(Output<? extends ProducesFiles> step) {
    return new FileSet(files.writtenBy(step));
  }

  /** Counts only files that were written at most so long ago. */
  public FileSet noOlderThan(Duration age) {
    return new FileSet(files.noOlderThan(age));
  }

  /** Below this directory instead of the engine's. */
  public FileSet in(Path directory) {
    return new FileSet(files.in(directory));
  }

  /** Opens while there are so many files or more. */
  public FilesGate atLeast(int least) {
    if (least < 1) {
      throw new InvalidDefinitionException("at least 1 file must be demanded: " + least);
    }
    return new FilesGate(files, least, 0, null);
  }

  @Override
  public String toString() {
    return "files " + files;
  }
}
