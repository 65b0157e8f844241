package dev.lockflight.connector.process;

import dev.lockflight.Digest;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file that a command was to write, as it was when the command had ended. Survives a JSON round
 * trip. Immutable.
 *
 * @param name as {@link Command#writing} named it, or what the pattern found, with {@code /}
 * @param file where it is, absolute
 * @param modified when it was written last, by the file system's clock; null when it is not there
 * @param digest of its content; null unless it is {@link State#WRITTEN}
 */
public record WrittenFile(
    String name, String file, State state, @Nullable Instant modified, @Nullable Digest digest) {
  /** What the command did with it. */
  public enum State {
    /** Made, replaced or changed while the command ran. */
    WRITTEN,
    /** There, but exactly as it was before the command started: it tells of an earlier run. */
    UNTOUCHED,
    /** Not there when the command had ended. */
    MISSING
  }

  /** Where it is. */
  public Path path() {
    return Path.of(file);
  }

  @Override
  public String toString() {
    return name + " (" + state + (digest == null ? "" : ", " + digest.brief()) + ")";
  }
}
