package dev.lockflight.testkit.databricks;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The workspace's own files, which are imported (Workspace API 2.0), each of at most 10 MB.
 * Thread-safe.
 */
public final class LocalObjects {
  private static final int MOST = 10 << 20;

  private final TreeMap<String, byte[]> files = new TreeMap<>();
  private final java.util.TreeSet<String> directories = new java.util.TreeSet<>();

  LocalObjects() {}

  /** The paths of all files, sorted. */
  public synchronized List<String> paths() {
    return List.copyOf(files.keySet());
  }

  /** The bytes of a file. */
  public synchronized byte[] bytes(String path) {
    byte[] found = files.get(path);
    if (found == null) {
      throw new Refusal(404, "RESOURCE_DOES_NOT_EXIST", "Path (" + path + ") doesn't exist.");
    }
    return found.clone();
  }

  synchronized void makeDirectories(String path) {
    for (String above = path; !above.isEmpty(); above = parent(above)) {
      if (files.containsKey(above)) {
        throw new Refusal(400, "RESOURCE_ALREADY_EXISTS", "Path (" + above + ") is a file.");
      }
      directories.add(above);
    }
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  synchronized void take(String path, String base64, boolean overwrite) {
    if (!parent(path).isEmpty() && !directories.contains(parent(path))) {
      throw new Refusal(
          404,
          "RESOURCE_DOES_NOT_EXIST",
          "The parent folder (" + parent(path) + ") does not exist.");
    }
    if (files.containsKey(path) && !overwrite) {
      throw new Refusal(400, "RESOURCE_ALREADY_EXISTS", path + " already exists.");
    }
    files.put(path, decoded(base64));
  }

  private static byte[] decoded(String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest("content is not base64");
    }
    if (bytes.length > MOST) {
      throw new Refusal(
          400, "MAX_NOTEBOOK_SIZE_EXCEEDED", "File size imported is over the 10485760 bytes limit");
    }
    return bytes;
  }

  Routes.Service service() {
    return request -> {
      switch (request.method() + " " + request.path()) {
        case "POST /api/2.0/workspace/mkdirs" ->
            makeDirectories(request.json().path("path").asString(""));
        case "POST /api/2.0/workspace/import" -> {
          var body = request.json();
          take(
              body.path("path").asString(""),
              body.path("content").asString(""),
              body.path("overwrite").asBoolean(false));
        }
        default -> {
          return java.util.Optional.empty();
        }
      }
      return java.util.Optional.of(Reply.json(Map.of()));
    };
  }
}
