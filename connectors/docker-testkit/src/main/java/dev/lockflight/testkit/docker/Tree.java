package dev.lockflight.testkit.docker;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A directory with all below it. */
final class Tree {
  private Tree() {}

  static void delete(Path root) throws IOException {
    var unused =
        Files.walkFileTree(
            root,
            new SimpleFileVisitor<>() {
              @Override
              public FileVisitResult visitFile(Path file, BasicFileAttributes seen)
                  throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
              }

              @Override
              public FileVisitResult postVisitDirectory(Path below, @Nullable IOException problem)
                  throws IOException {
                Files.delete(below);
                return FileVisitResult.CONTINUE;
              }
            });
  }
}
