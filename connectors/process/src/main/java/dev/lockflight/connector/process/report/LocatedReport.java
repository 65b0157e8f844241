package dev.lockflight.connector.process.report;

import dev.lockflight.Digest;
import dev.lockflight.connector.process.report.UnreadableReportException.Fault;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * One report file that was found.
 *
 * @param name as people know it
 * @param recorded the digest its step left; null when no step is known
 */
record LocatedReport(ReportKind kind, String name, Path path, @Nullable Digest recorded) {
  /** Takes the content; must read or skip all of it that tells whether it is complete. */
  interface Content {
    void read(InputStream stream) throws IOException;
  }

  /**
   * Reads it once.
   *
   * @return where evidence comes from: the path and the digest of exactly what was read
   * @throws UnreadableReportException when it is empty, unreadable, or not what its step wrote
   */
  String read(Content content) {
    try (InputStream file = Files.newInputStream(path)) {
      if (Files.size(path) == 0) {
        throw fault(
            Fault.EMPTY, "has 0 bytes", "The tool died while it wrote, or the disk was full");
      }
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      InputStream hashed = new DigestInputStream(new BufferedInputStream(file, 1 << 16), hash);
      try {
        content.read(new Unclosed(hashed));
      } finally {
        long unused = hashed.transferTo(OutputStream.nullOutputStream());
      }
      return source(Digest.ofHash(hash.digest()));
    } catch (IOException e) {
      throw unreadable(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Whether its text begins with that character, behind blanks and a byte order mark. */
  boolean beginsWith(char wanted) {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(path))) {
      int next = file.read();
      while (next > 0x7f || (next >= 0 && next <= ' ')) {
        next = file.read();
      }
      return next == wanted;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private String source(Digest found) {
    if (recorded != null && !recorded.equals(found)) {
      throw fault(
          Fault.CHANGED,
          "has changed since its step ended: it has "
              + found.brief()
              + ", recorded is "
              + recorded.brief(),
          "Let no later step write the same file");
    }
    return path + " " + found;
  }

  UnreadableReportException fault(Fault fault, String found, String advice) {
    return new UnreadableReportException(fault, name, found, kind.wanted(), advice);
  }

  UnreadableReportException unreadable(IOException e) {
    return fault(Fault.UNREADABLE, "cannot be read: " + e, "Look at its permissions and its disk")
        .causedBy(e);
  }

  UnreadableReportException cut(String why) {
    return fault(
        Fault.TRUNCATED,
        "is not complete or damaged: " + why,
        "Look at the log of the step that writes it, and write it again: " + kind.made());
  }

  UnreadableReportException foreign(String why) {
    return fault(Fault.FOREIGN, "is something else: " + why, "It is made by " + kind.made());
  }

  /** Parsers close what they read, but the rest of the file belongs to the digest. */
  private static final class Unclosed extends java.io.FilterInputStream {
    Unclosed(InputStream in) {
      super(in);
    }

    @Override
    public void close() {}
  }
}
