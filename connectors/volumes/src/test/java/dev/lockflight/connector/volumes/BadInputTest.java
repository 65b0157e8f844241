package dev.lockflight.connector.volumes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.RetryPolicy;
import dev.lockflight.artifact.ArtifactContent;
import dev.lockflight.artifact.ArtifactPath;
import dev.lockflight.artifact.ArtifactStore.Entry;
import dev.lockflight.artifact.UnsafeNameException;
import dev.lockflight.connector.databricks.Databricks;
import dev.lockflight.testkit.databricks.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BadInputTest {
  private static final ArtifactPath FILE = ArtifactPath.of("stg/a.txt");
  private final Volumes volumes = new Volumes();
  private final VolumePath volume = volumes.empty();
  private final VolumeArtifactStore store = VolumeArtifactStore.in(volumes.databricks, volume);

  @AfterEach
  void close() {
    volumes.close();
  }

  @Test
  void unknown_volume_is_no_empty_volume() {
    VolumeArtifactStore lost =
        VolumeArtifactStore.in(volumes.databricks, VolumePath.of("main", "ops", "artefacts"));

    assertThatThrownBy(() -> lost.list(FILE)).hasMessageContaining("no volume main.ops.artefacts");
    assertThatThrownBy(() -> lost.read(FILE))
        .isNotInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("no volume main.ops.artefacts");
    assertThatThrownBy(() -> lost.write(FILE, ArtifactContent.of("a")))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("READ VOLUME");
  }

  @Test
  void missing_privilege_is_named() throws IOException {
    store.write(FILE, ArtifactContent.of("a"));
    volumes.workspace.files().denyWriting("main", "ops", "v1");

    assertThatThrownBy(() -> store.write(FILE, ArtifactContent.of("b")))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining("/Volumes/main/ops/v1/stg/a.txt")
        .hasMessageContaining("WRITE VOLUME on Volume 'main.ops.v1'");
    volumes.workspace.files().denyReading("main", "ops", "v1");
    assertThatThrownBy(() -> store.read(FILE))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining("READ VOLUME");
  }

  @Test
  void wrong_token_is_said_to_be_wrong_and_never_shown() {
    try (Databricks stranger = volumes.open("dapi-wr0ng", RetryPolicy.NEVER)) {
      VolumeArtifactStore refused = VolumeArtifactStore.in(stranger, volume);

      assertThatThrownBy(() -> refused.list(FILE))
          .isInstanceOf(AccessDeniedException.class)
          .hasMessageContaining("token is wrong, expired")
          .hasMessageNotContaining("wr0ng");
    }
  }

  @Test
  void full_volume_leaves_what_was_there() throws IOException {
    store.write(FILE, ArtifactContent.of("old"));
    volumes.workspace.files().capacity(10);

    assertThatThrownBy(() -> store.write(FILE, ArtifactContent.of("a longer text")))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("volume is full")
        .hasMessageContaining("keepNewest");

    assertThat(text(FILE)).isEqualTo("old");
  }

  @Test
  void payload_over_the_limit_says_how_to_send_it() {
    volumes.workspace.files().largestUpload(3);

    assertThatThrownBy(() -> store.write(FILE, ArtifactContent.of("four")))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("inPartsAbove");
  }

  @Test
  void nothing_leaves_the_directory() {
    assertThatThrownBy(() -> ArtifactPath.of("stg/../../other"))
        .isInstanceOf(UnsafeNameException.class);
    assertThatThrownBy(() -> volume.resolve("..")).isInstanceOf(UnsafeNameException.class);
    assertThatThrownBy(() -> VolumePath.of("main", "ops/..", "v"))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("schema of a volume");
    assertThatThrownBy(() -> VolumePath.parse("/Workspace/x"))
        .hasMessageContaining("/Volumes/<catalog>/<schema>/<volume>");
  }

  @Test
  void path_is_read_and_written_alike() {
    String text = "/Volumes/main/ops/artifacts/a b/100%";

    assertThat(VolumePath.parse(text)).hasToString(text);
    assertThat(VolumePath.parse("/Volumes/main/ops/artifacts/"))
        .isEqualTo(VolumePath.of("main", "ops", "artifacts"));
  }

  @Test
  void file_where_a_directory_should_be_is_named() throws IOException {
    store.write(ArtifactPath.of("stg"), ArtifactContent.of("a file"));

    assertThatThrownBy(() -> store.write(FILE, ArtifactContent.of("a")))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("directory");
  }

  @Test
  void empty_file_and_short_pages_are_no_exception() throws IOException {
    volumes.workspace.files().shortPages(2);
    for (int i = 0; i < 5; i++) {
      store.write(ArtifactPath.of("stg/" + i), ArtifactContent.of(""));
    }

    assertThat(text(ArtifactPath.of("stg/3"))).isEmpty();
    assertThat(store.list(ArtifactPath.of("stg")))
        .extracting(Entry::name)
        .containsExactly("0", "1", "2", "3", "4");
    store.delete(ArtifactPath.of("stg"));
    assertThat(volumes.workspace.files().paths()).isEmpty();
  }

  @Test
  void file_of_many_parts_comes_down_as_it_went_up() throws IOException {
    byte[] bytes = new byte[20 << 20];
    new Random(1).nextBytes(bytes);
    ArtifactContent content = new Bytes(bytes);

    store.write(FILE, content);
    volumes.workspace.faults().add(Fault.answerCut().nth(2));

    try (InputStream in = store.read(FILE)) {
      assertThat(in.readAllBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void file_that_changes_while_it_is_read_is_found_out() throws IOException {
    store.write(FILE, new Bytes(new byte[9 << 20]));
    try (InputStream in = store.read(FILE)) {
      assertThat(in.readNBytes(1 << 20)).hasSize(1 << 20);
      store.write(FILE, new Bytes(new byte[10 << 20]));

      assertThatThrownBy(in::readAllBytes)
          .isInstanceOf(FileSystemException.class)
          .hasMessageContaining("changed while it was read");
    }
  }

  @Test
  void content_that_ends_early_is_no_file() {
    ArtifactContent shrunk =
        new ArtifactContent() {
          @Override
          public long size() {
            return 10;
          }

          @Override
          public InputStream open() throws IOException {
            return ArtifactContent.of("short").open();
          }
        };

    assertThatThrownBy(() -> store.write(FILE, shrunk)).isInstanceOf(FileSystemException.class);
    assertThatThrownBy(() -> store.inPartsAbove(1, 4).write(FILE, shrunk))
        .isInstanceOf(FileSystemException.class);

    assertThat(volumes.workspace.files().paths()).isEmpty();
  }

  @Test
  void interruption_is_kept() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> store.list(FILE)).isInstanceOf(InterruptedIOException.class);

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void html_of_a_proxy_is_no_answer() {
    volumes.workspace.faults().add(Fault.html(200));

    assertThatThrownBy(() -> store.list(FILE))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("no JSON");
  }

  private String text(ArtifactPath path) throws IOException {
    try (InputStream in = store.read(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static final class Bytes implements ArtifactContent {
    private final byte[] bytes;

    Bytes(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public InputStream open() {
      return new java.io.ByteArrayInputStream(bytes);
    }
  }
}
