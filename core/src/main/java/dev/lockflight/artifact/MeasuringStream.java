package dev.lockflight.artifact;

import dev.lockflight.Digest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Counts and digests the bytes that are read through it. Not thread-safe. */
final class MeasuringStream extends FilterInputStream {
  private final MessageDigest sha256;
  private long size;

  MeasuringStream(InputStream in) {
    super(in);
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Reads to the end and says what it was. */
  static ArtifactFile measure(String name, InputStream in) throws IOException {
    try (MeasuringStream measuring = new MeasuringStream(in)) {
      long unused = measuring.transferTo(OutputStream.nullOutputStream());
      return measuring.file(name);
    }
  }

  /** What has been read so far; to be asked once, at the end. */
  ArtifactFile file(String name) {
    return new ArtifactFile(name, size, Digest.ofHash(sha256.digest()));
  }

  long size() {
    return size;
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    if (one >= 0) {
      sha256.update((byte) one);
      size++;
    }
    return one;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int count = super.read(into, from, length);
    if (count > 0) {
      sha256.update(into, from, count);
      size += count;
    }
    return count;
  }

  /** Skipped bytes would not be digested, so they are read. */
  @Override
  public long skip(long count) throws IOException {
    return readNBytes((int) Math.min(count, 8192)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
