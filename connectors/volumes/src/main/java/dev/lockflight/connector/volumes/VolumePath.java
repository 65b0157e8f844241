package dev.lockflight.connector.volumes;

import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.artifact.ArtifactPath;
import java.util.Optional;

/**
 * A directory of a volume.
 *
 * @param below the directory in the volume; empty for the volume itself
 */
public record VolumePath(
    String catalog, String schema, String volume, Optional<ArtifactPath> below) {
  /** Checks the names: Unity Catalog allows neither a slash, a dot nor a blank in them. */
  public VolumePath {
    check("catalog", catalog);
    check("schema", schema);
    check("volume", volume);
  }

  /** The volume itself. */
  public static VolumePath of(String catalog, String schema, String volume) {
    return new VolumePath(catalog, schema, volume, Optional.empty());
  }

  /** From its text, {@code /Volumes/<catalog>/<schema>/<volume>[/<directory>]}. */
  public static VolumePath parse(String path) {
    String[] parts = path.split("/", 6);
    if (parts.length < 5 || !parts[0].isEmpty() || !parts[1].equals("Volumes")) {
      throw new InvalidDefinitionException(
          "volume path must be /Volumes/<catalog>/<schema>/<volume>[/<directory>]: " + path);
    }
    VolumePath volume = of(parts[2], parts[3], parts[4]);
    return parts.length == 5 || parts[5].isEmpty() ? volume : volume.resolve(parts[5]);
  }

  /** A directory below this one. */
  public VolumePath resolve(String directory) {
    ArtifactPath resolved =
        below.map(path -> path.resolve(directory)).orElseGet(() -> ArtifactPath.of(directory));
    return new VolumePath(catalog, schema, volume, Optional.of(resolved));
  }

  VolumePath root() {
    return of(catalog, schema, volume);
  }

  /** As SQL and error messages name it. */
  String volumeName() {
    return catalog + "." + schema + "." + volume;
  }

  private static void check(String what, String name) {
    if (name.isEmpty() || name.chars().anyMatch(VolumePath::isForbidden)) {
      throw new InvalidDefinitionException(
          what + " of a volume must be a name without slash, dot and blank: \"" + name + '"');
    }
  }

  private static boolean isForbidden(int c) {
    return c == '/' || c == '.' || c == ' ' || Character.isISOControl(c);
  }

  @Override
  public String toString() {
    String root = "/Volumes/" + catalog + "/" + schema + "/" + volume;
    return below.map(path -> root + "/" + path).orElse(root);
  }
}
