package dev.lockflight.artifact;

import java.util.List;

/**
 * A place in a store: segments joined by {@code /}, relative, and unable to leave the store.
 *
 * <p>Refused on every system, so that a set can move between them: {@code .} and {@code ..}, an
 * absolute path, a drive, a backslash, control characters, a segment that ends with a dot or a
 * blank, and the names Windows gives to devices. A segment has at most 255 bytes of UTF-8, the
 * whole at most 1,000.
 */
public record ArtifactPath(String value) {
  /**
   * Checks it.
   *
   * @throws UnsafeNameException when it could escape, or could mean another file elsewhere
   */
  public ArtifactPath {
    PathRule.check(value);
  }

  public static ArtifactPath of(String value) {
    return new ArtifactPath(value);
  }

  /** What stands below this one under that relative path. */
  public ArtifactPath resolve(String relative) {
    return new ArtifactPath(value + "/" + relative);
  }

  public List<String> segments() {
    return List.of(value.split("/"));
  }

  @Override
  public String toString() {
    return value;
  }
}
