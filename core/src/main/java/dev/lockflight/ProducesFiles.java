package dev.lockflight;

import java.nio.file.Path;
import java.util.Map;

/**
 * A step's result that left files on this machine, so that another step can publish them.
 *
 * <p>The result itself goes through JSON: keep directories and names in its components as text and
 * make the paths here.
 */
public interface ProducesFiles {
  /**
   * The files, by the relative name each shall have among the others, for example {@code
   * manifest.json} or {@code compiled/laps.sql}; always with {@code /}.
   */
  Map<String, Path> files();
}
