package dev.lockflight.testkit.databricks;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Names of files and directories. A file appears and is replaced at once. Thread-safe. */
final class FileTree {
  private final TreeMap<String, Node> nodes = new TreeMap<>();

  /** The bytes of a file, which never change. */
  record StoredFile(Path blob, long size, Instant modified) {}

  /** A file, or a directory when there is none. */
  record Node(@Nullable StoredFile file, Instant modified) {
    boolean isDirectory() {
      return file == null;
    }

    long size() {
      return file == null ? 0 : file.size();
    }
  }

  /** One child of a directory. */
  record Child(String path, Node node) {
    String name() {
      return path.substring(path.lastIndexOf('/') + 1);
    }
  }

  synchronized Optional<Node> find(String path) {
    return Optional.ofNullable(nodes.get(path));
  }

  synchronized StoredFile file(String path) {
    Node node = nodes.get(path);
    if (node == null || node.file() == null) {
      throw notFound("The file being accessed is not found.", "FILES_API_FILE_NOT_FOUND");
    }
    return node.file();
  }

  private static Refusal notFound(String message, String reason) {
    return new Refusal(404, "NOT_FOUND", message, reason);
  }

  /** Makes the directories above it too, as the vendor's object stores do. */
  synchronized void put(String path, StoredFile file) {
    Node there = nodes.get(path);
    if (there != null && there.isDirectory()) {
      throw new Refusal(
          409, "ALREADY_EXISTS", "A directory is at " + path, "FILES_API_PATH_IS_A_DIRECTORY");
    }
    makeDirectories(path.substring(0, path.lastIndexOf('/')), file.modified());
    nodes.put(path, new Node(file, file.modified()));
  }

  synchronized void makeDirectories(String path, Instant now) {
    for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
      makeDirectory(path.substring(0, slash), now);
    }
    makeDirectory(path, now);
  }

  private void makeDirectory(String path, Instant now) {
    Node there = nodes.putIfAbsent(path, new Node(null, now));
    if (there != null && !there.isDirectory()) {
      throw new Refusal(409, "ALREADY_EXISTS", "A file is at " + path, "FILES_API_PATH_IS_A_FILE");
    }
  }

  /** The bytes stay where they are, for whoever reads them now. */
  synchronized void deleteFile(String path) {
    var unused = file(path);
    var unusedToo = nodes.remove(path);
  }

  synchronized void deleteDirectory(String path) {
    if (!children(path).isEmpty()) {
      throw new Refusal(
          400,
          "INVALID_PARAMETER_VALUE",
          "The directory being deleted is not empty.",
          "FILES_API_DIRECTORY_IS_NOT_EMPTY");
    }
    var unused = nodes.remove(path);
  }

  /** By name. */
  synchronized List<Child> children(String directory) {
    Node there = nodes.get(directory);
    if (there == null || !there.isDirectory()) {
      throw notFound("The directory being accessed is not found.", "FILES_API_DIRECTORY_NOT_FOUND");
    }
    List<Child> children = new ArrayList<>();
    String prefix = directory + "/";
    for (var entry : nodes.tailMap(prefix).entrySet()) {
      if (!entry.getKey().startsWith(prefix)) {
        break;
      }
      if (entry.getKey().indexOf('/', prefix.length()) < 0) {
        children.add(new Child(entry.getKey(), entry.getValue()));
      }
    }
    return children;
  }

  synchronized List<String> files() {
    return nodes.entrySet().stream()
        .filter(entry -> !entry.getValue().isDirectory())
        .map(java.util.Map.Entry::getKey)
        .toList();
  }

  synchronized long size() {
    return nodes.values().stream().mapToLong(Node::size).sum();
  }

  synchronized long sizeOf(String path) {
    Node node = nodes.get(path);
    return node == null ? 0 : node.size();
  }
}
