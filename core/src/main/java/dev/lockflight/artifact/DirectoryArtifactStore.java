package dev.lockflight.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Artifacts in a directory of this machine or of a shared file system. A file is written under a
 * temporary name, forced to the disk, renamed, and its directory forced too. Thread-safe, and safe
 * with other processes on the same directory.
 */
public final class DirectoryArtifactStore implements ArtifactStore {
  private final Path root;
  private final Disk disk;

  DirectoryArtifactStore(Path root, Disk disk) {
    this.root = root.toAbsolutePath().normalize();
    this.disk = disk;
  }

  /** Keeps everything below this directory, which is made with the first write. */
  public static DirectoryArtifactStore at(Path root) {
    return new DirectoryArtifactStore(root, new Disk());
  }

  @Override
  public void write(ArtifactPath path, ArtifactContent content) throws IOException {
    Path target = locate(path);
    Path directory = parent(target);
    makeDirectories(directory);
    Path unfinished = directory.resolve(Layout.TEMPORARY + UUID.randomUUID());
    try {
      try (InputStream in = content.open()) {
        disk.create(unfinished, in);
      }
      disk.move(unfinished, target);
    } catch (IOException | RuntimeException e) {
      remove(unfinished, e);
      throw e;
    }
    disk.sync(directory);
  }

  @Override
  public InputStream read(ArtifactPath path) throws IOException {
    Path file = locate(path);
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "is a directory, not a file");
    }
    return Files.newInputStream(file);
  }

  @Override
  public List<Entry> list(ArtifactPath path) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(locate(path))) {
      for (Path child : children) {
        String name = String.valueOf(child.getFileName());
        boolean folder = Files.isDirectory(child);
        entries.add(new Entry(name, folder, folder ? 0 : child.toFile().length()));
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return entries;
  }

  @Override
  public void delete(ArtifactPath path) throws IOException {
    Path target = locate(path);
    disk.delete(target);
    Path directory = parent(target);
    if (Files.isDirectory(directory)) {
      disk.sync(directory);
    }
  }

  private Path locate(ArtifactPath path) throws IOException {
    try {
      return root.resolve(path.value());
    } catch (InvalidPathException e) {
      throw new IOException(
          "this system cannot name a file \""
              + path
              + "\" ("
              + e.getReason()
              + "); start Java under a UTF-8 locale, for example LC_ALL=C.UTF-8",
          e);
    }
  }

  private void makeDirectories(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    makeDirectories(parent(directory));
    try {
      disk.makeDirectory(directory);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        throw new FileSystemException(directory.toString(), null, "is a file, not a directory");
      }
    }
    disk.sync(parent(directory));
  }

  private static Path parent(Path path) throws IOException {
    Path parent = path.getParent();
    if (parent == null) {
      throw new NoSuchFileException(path.toString());
    }
    return parent;
  }

  private void remove(Path unfinished, Exception reason) {
    try {
      disk.delete(unfinished);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  @Override
  public String toString() {
    return "artifacts in " + root;
  }
}
