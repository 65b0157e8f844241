package dev.lockflight.connector.dbt;

import dev.lockflight.LockflightException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that dbt should have written is not there or is not what it should be. */
public final class DbtArtifactException extends LockflightException {
  /** What is wrong with the file. */
  public enum Fault {
    /** There is no such file. */
    MISSING,
    /** It has no bytes, as after a full disk. */
    EMPTY,
    /** It is not complete JSON: the writer was killed, or the copy was cut. */
    TRUNCATED,
    /** It is JSON, but not this artifact. */
    FOREIGN,
    /** It is this artifact in a schema version that is not read here. */
    UNKNOWN_VERSION,
    /** It is an artifact of another invocation, or has changed since. */
    NOT_THIS_INVOCATION
  }

  private final Fault fault;
  private final Path file;

  DbtArtifactException(Fault fault, Path file, String message) {
    super(message);
    this.fault = fault;
    this.file = file;
  }

  DbtArtifactException causedBy(@Nullable Throwable cause) {
    Throwable unused = initCause(cause);
    return this;
  }

  public Fault fault() {
    return fault;
  }

  public Path file() {
    return file;
  }
}
