package dev.lockflight.connector.volumes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Secret;
import dev.lockflight.SecretSource;
import dev.lockflight.artifact.ArtifactContent;
import dev.lockflight.artifact.ArtifactPath;
import dev.lockflight.connector.databricks.Databricks;
import dev.lockflight.connector.databricks.DatabricksAuth;
import dev.lockflight.connector.databricks.DatabricksSettings;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * More than one request can carry, for real: 5 GiB and a bit, in a heap of 1 GiB. It takes most of
 * a minute, so it is run by name only: {@code mvn -pl connectors/volumes test -Dtest=HugeUpload}.
 */
class HugeUpload {
  private static final long SIZE = (5L << 30) + (100L << 20) + 17;
  private static final long HEAP = 300L << 20;

  @Test
  void more_than_five_gibibytes_go_up_in_parts_and_are_never_held() throws Exception {
    MessageDigest sent = MessageDigest.getInstance("SHA-256");
    ArtifactContent huge =
        new ArtifactContent() {
          @Override
          public long size() {
            return SIZE;
          }

          @Override
          public InputStream open() {
            return new DigestInputStream(new CountingBytes(SIZE), sent);
          }
        };
    try (DiscardingStorage storage = new DiscardingStorage();
        Databricks databricks =
            Databricks.open(
                DatabricksAuth.token(storage.uri(), Secret.of("token")),
                DatabricksSettings.usual().secrets(SecretSource.of(Map.of("token", "x"))))) {
      VolumePath volume = VolumePath.of("main", "ops", "artifacts");

      VolumeArtifactStore.in(databricks, volume).write(ArtifactPath.of("stg/huge.bin"), huge);

      assertThat(storage.wholeUploads()).isZero();
      assertThat(storage.parts()).isEqualTo((int) ((SIZE + (64 << 20) - 1) / (64 << 20)));
      assertThat(storage.bytes()).isEqualTo(SIZE);
      assertThat(storage.digest()).isEqualTo(HexFormat.of().formatHex(sent.digest()));
      assertThat(storage.isComplete()).isTrue();
      assertThat(storage.greatestHeap()).isLessThan(HEAP);
    }
  }

  /** Bytes that differ from one place to the next, made as they are read. */
  private static final class CountingBytes extends InputStream {
    private final byte[] pattern = new byte[1 << 16];
    private long left;

    CountingBytes(long size) {
      left = size;
      for (int i = 0; i < pattern.length; i++) {
        pattern[i] = (byte) (i * 31 + (i >> 8));
      }
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (left == 0) {
        return -1;
      }
      int from = (int) (left % pattern.length);
      int read = (int) Math.min(Math.min(length, left), pattern.length - from);
      System.arraycopy(pattern, from, into, offset, read);
      left -= read;
      return read;
    }
  }
}
