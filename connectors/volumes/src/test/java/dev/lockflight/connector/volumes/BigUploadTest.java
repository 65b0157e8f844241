package dev.lockflight.connector.volumes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.artifact.ArtifactContent;
import dev.lockflight.artifact.ArtifactPath;
import dev.lockflight.testkit.databricks.Fault;
import dev.lockflight.testkit.databricks.SeenRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files over the limit of one request, on each kind of cloud. */
final class BigUploadTest {
  private static final ArtifactPath BIG = ArtifactPath.of("stg/big file.bin");
  private static final String TEXT = "0123456789abcdefghijklmnopqrstuvwxyz".repeat(30);
  private final Volumes volumes = new Volumes();
  private final VolumePath volume = volumes.empty();
  private final VolumeArtifactStore store =
      VolumeArtifactStore.in(volumes.databricks, volume).inPartsAbove(100, 100);

  @AfterEach
  void close() {
    volumes.close();
  }

  private void on(String cloud) {
    if (cloud.equals("Google")) {
      volumes.workspace.files().likeGoogleCloud();
    }
  }

  private String text() throws IOException {
    try (InputStream in = store.read(BIG)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private int requests() {
    return volumes.workspace.requests().size();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Amazon", "Google"})
  void file_over_the_limit_goes_up_in_parts(String cloud) throws IOException {
    on(cloud);
    volumes.workspace.files().largestUpload(100);

    store.write(BIG, ArtifactContent.of(TEXT));

    assertThat(text()).isEqualTo(TEXT);
    assertThat(volumes.workspace.requests())
        .filteredOn(request -> request.path().startsWith("/storage"))
        .hasSize(11);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Amazon", "Google"})
  void upload_disturbed_at_any_request_is_completed(String cloud) throws IOException {
    on(cloud);
    store.write(BIG, ArtifactContent.of(TEXT));
    int requests = requests();
    for (Fault fault : new Fault[] {Fault.reset(), Fault.answerLost(), Fault.html(503)}) {
      for (int n = 1; n <= requests; n++) {
        volumes.workspace.faults().add(fault.nth(n));
        String text = fault + " " + n + TEXT;

        store.write(BIG, ArtifactContent.of(text));

        assertThat(text()).isEqualTo(text);
        volumes.workspace.faults().clear();
      }
    }
    assertThat(requests).isGreaterThan(12);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Amazon", "Google"})
  void upload_that_died_at_any_request_leaves_the_old_file_or_the_new(String cloud)
      throws IOException {
    on(cloud);
    VolumeArtifactStore impatient =
        VolumeArtifactStore.in(volumes.impatient, volume).inPartsAbove(100, 100);
    store.write(BIG, ArtifactContent.of(TEXT));
    int requests = requests();
    int dead = 0;
    for (int n = 1; n <= requests; n++) {
      store.write(BIG, ArtifactContent.of("old" + TEXT));
      volumes.workspace.faults().add(Fault.answerLost().nth(n));
      volumes.workspace.faults().add(Fault.reset().nth(n + 1).forGood());
      assertThatThrownBy(() -> impatient.write(BIG, ArtifactContent.of("new" + TEXT)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("big file.bin");
      volumes.workspace.faults().clear();

      assertThat(text()).isIn("old" + TEXT, "new" + TEXT);
      dead++;
    }
    assertThat(dead).isGreaterThan(12);
  }

  @Test
  void expired_address_is_asked_for_again() throws IOException {
    volumes.workspace.faults().add(Fault.expiredUploadAddress().nth(3).times(2));

    store.write(BIG, ArtifactContent.of(TEXT));

    assertThat(text()).isEqualTo(TEXT);
    assertThat(volumes.workspace.requests())
        .filteredOn(request -> request.path().endsWith("create-upload-part-urls"))
        .hasSizeGreaterThan(3);
  }

  @Test
  void addresses_expire_while_a_slow_upload_goes_on() throws IOException {
    ArtifactContent slow =
        new ArtifactContent() {
          @Override
          public long size() {
            return TEXT.length();
          }

          @Override
          public InputStream open() throws IOException {
            return new java.io.FilterInputStream(ArtifactContent.of(TEXT).open()) {
              @Override
              public int read(byte[] into, int offset, int length) throws IOException {
                volumes.clock.advance(Duration.ofMinutes(25));
                return super.read(into, offset, length);
              }
            };
          }
        };

    store.write(BIG, slow);

    assertThat(text()).isEqualTo(TEXT);
  }

  @Test
  void address_that_always_expires_ends_the_upload_and_aborts_it() {
    volumes.workspace.faults().add(Fault.expiredUploadAddress().forGood());

    assertThatThrownBy(() -> store.write(BIG, ArtifactContent.of(TEXT)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expired 4 times")
        .hasMessageContaining("clock");

    assertThat(volumes.workspace.files().paths()).isEmpty();
    assertThat(volumes.workspace.requests())
        .last()
        .extracting(SeenRequest::method)
        .isEqualTo("DELETE");
  }

  @Test
  void storage_behind_a_firewall_is_named() {
    volumes.workspace.faults().add(Fault.html(403).on("PUT", "/storage").forGood());

    assertThatThrownBy(() -> store.write(BIG, ArtifactContent.of(TEXT)))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining("firewall");
  }

  @Test
  void token_never_goes_to_the_storage_and_no_address_into_a_message() {
    volumes.workspace.faults().add(Fault.answer(400, "X", "bad").on("PUT", "/storage").forGood());

    assertThatThrownBy(() -> store.write(BIG, ArtifactContent.of(TEXT)))
        .isInstanceOf(IOException.class)
        .hasMessageNotContaining("signature")
        .hasMessageNotContaining("s3cr3t");
  }

  @Test
  void parts_grow_with_the_file() {
    assertThat(PartSizes.USUAL.partOf(6L << 30)).isEqualTo(64L << 20);
    long part = PartSizes.USUAL.partOf(5L << 40);
    assertThat((5L << 40) / part).isLessThan(10_000);
    assertThat(part % (256 << 10)).isZero();
  }
}
