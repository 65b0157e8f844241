package dev.lockflight.connector.process.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The frame of a Parquet file: magic, data, footer, length of the footer, magic. See "File format"
 * of parquet-format.
 */
final class ParquetCheck {
  private static final int MAGIC = 4;
  private static final int SHORTEST = MAGIC + 4 + MAGIC;

  private ParquetCheck() {}

  static String problem(Path file) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      long size = channel.size();
      if (size < SHORTEST) {
        return "it has " + size + " bytes, Parquet has " + SHORTEST + " or more";
      }
      String head = text(read(channel, 0, MAGIC));
      ByteBuffer end = read(channel, size - 4 - MAGIC, 4 + MAGIC).order(ByteOrder.LITTLE_ENDIAN);
      long footer = Integer.toUnsignedLong(end.getInt());
      String tail = text(end);
      if (!head.equals("PAR1")) {
        return "it does not begin with PAR1";
      }
      if (!tail.equals("PAR1")) {
        return "it does not end with PAR1, as one that was cut";
      }
      return footer <= size - SHORTEST ? "" : "its footer is longer than the file";
    }
  }

  private static ByteBuffer read(SeekableByteChannel channel, long at, int length)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    SeekableByteChannel unused = channel.position(at);
    int got = 0;
    while (bytes.hasRemaining() && got >= 0) {
      got = channel.read(bytes);
    }
    return bytes.flip();
  }

  private static String text(ByteBuffer bytes) {
    return StandardCharsets.ISO_8859_1.decode(bytes).toString();
  }
}
