package dev.lockflight.connector.databricks;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Unpacks a gzipped tar file (POSIX ustar, with GNU's and pax's long names skipped over). Only
 * plain files are taken, and none outside the directory.
 */
final class TarArchive {
  private static final int BLOCK = 512;

  private TarArchive() {}

  /** Unpacks into the directory; names keep their own directories. */
  static void unpack(InputStream gzipped, Path directory) throws IOException {
    try (InputStream tar = new GZIPInputStream(gzipped)) {
      byte[] header = tar.readNBytes(BLOCK);
      while (header.length == BLOCK && header[0] != 0) {
        long size = size(header);
        boolean plain = header[156] == '0' || header[156] == 0;
        if (plain) {
          write(tar, size, inside(directory, name(header)));
        } else {
          tar.skipNBytes(size);
        }
        tar.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        header = tar.readNBytes(BLOCK);
      }
    }
  }

  private static void write(InputStream tar, long size, Path file) throws IOException {
    Path parent = file.getParent();
    if (parent != null) {
      Path unused = Files.createDirectories(parent);
    }
    try (var out = Files.newOutputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      long left = size;
      while (left > 0) {
        int read = tar.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new EOFException("the archive of dbt's artifacts is cut off in " + file);
        }
        out.write(buffer, 0, read);
        left -= read;
      }
    }
  }

  private static Path inside(Path directory, String name) throws IOException {
    Path file = directory.resolve(name).normalize();
    if (!file.startsWith(directory.normalize())) {
      throw new IOException("the archive of dbt's artifacts names a file outside: " + name);
    }
    return file;
  }

  private static String name(byte[] header) {
    String prefix = header[257] == 'u' ? text(header, 345, 155) : "";
    String name = text(header, 0, 100);
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static long size(byte[] header) throws IOException {
    String octal = text(header, 124, 12).strip();
    try {
      return octal.isEmpty() ? 0 : Long.parseLong(octal, 8);
    } catch (NumberFormatException e) {
      throw new IOException("the archive of dbt's artifacts is damaged: size " + octal, e);
    }
  }

  private static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.UTF_8);
  }
}
