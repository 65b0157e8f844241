package dev.lockflight.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Where artifacts are kept: a tree of files. Neither rename nor compare-and-set is asked for, so a
 * directory, an object store or a Unity Catalog volume will do. Implementations must be
 * thread-safe.
 *
 * <p>Any failure is an {@link IOException} whose message says what and where; {@link
 * java.nio.file.AccessDeniedException} when trying again cannot help.
 */
public interface ArtifactStore {
  /** One child of a directory; the size of a directory is 0. */
  record Entry(String name, boolean isFolder, long size) {}

  /**
   * Writes a whole file, or replaces it, and makes the directories above it. When it returns, the
   * file survives a crash; when it throws, anything may be there: the old bytes, a part of the new
   * ones, all of them, or nothing.
   */
  void write(ArtifactPath path, ArtifactContent content) throws IOException;

  /**
   * The bytes of a file; the caller closes the stream.
   *
   * @throws java.nio.file.NoSuchFileException when it is not there
   */
  InputStream read(ArtifactPath path) throws IOException;

  /** The direct children of a directory in any order; empty when it is not there. */
  List<Entry> list(ArtifactPath directory) throws IOException;

  /** Deletes a file, or a directory with everything in it; does nothing when it is not there. */
  void delete(ArtifactPath path) throws IOException;
}
