package dev.lockflight.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.artifact.ArtifactContent;
import dev.lockflight.artifact.ArtifactPath;
import dev.lockflight.artifact.ArtifactStore;
import dev.lockflight.testkit.fake.InMemoryArtifactStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArtifactStoreContractTest {
  /** A third party's store. */
  static class Cabinet implements ArtifactStore {
    final ArtifactStore drawers = new InMemoryArtifactStore();

    @Override
    public void write(ArtifactPath path, ArtifactContent content) throws IOException {
      drawers.write(path, content);
    }

    @Override
    public InputStream read(ArtifactPath path) throws IOException {
      return drawers.read(path);
    }

    @Override
    public List<Entry> list(ArtifactPath directory) throws IOException {
      return drawers.list(directory);
    }

    @Override
    public void delete(ArtifactPath path) throws IOException {
      drawers.delete(path);
    }
  }

  /** Its contract, with the one method there is to write. */
  static class Kept extends ArtifactStoreContract {
    @Override
    protected ArtifactStore empty() {
      return new Cabinet();
    }
  }

  @Test
  void a_good_store_passes() {
    Trial.passes(Kept.class, 37);
  }

  static final class NeverShrinking extends Kept {
    @Override
    protected ArtifactStore empty() {
      return new Cabinet() {
        private final Map<String, byte[]> last = new HashMap<>();

        @Override
        public void write(ArtifactPath path, ArtifactContent content) throws IOException {
          byte[] bytes;
          try (InputStream in = content.open()) {
            bytes = in.readAllBytes();
          }
          byte[] before = last.getOrDefault(path.value(), new byte[0]).clone();
          byte[] after = before.length > bytes.length ? before : bytes;
          System.arraycopy(bytes, 0, after, 0, bytes.length);
          last.put(path.value(), after);
          super.write(path, of(after));
        }
      };
    }
  }

  private static ArtifactContent of(byte[] bytes) {
    return new ArtifactContent() {
      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(bytes);
      }
    };
  }

  @Test
  void a_store_that_writes_over_the_beginning_only_is_caught() {
    assertThat(Trial.isCaughtBy("shorter_bytes_replace_longer_ones", NeverShrinking.class))
        .isTrue();
  }

  static final class CaseBlind extends Kept {
    @Override
    protected ArtifactStore empty() {
      return new Cabinet() {
        @Override
        public InputStream read(ArtifactPath path) throws IOException {
          return super.read(ArtifactPath.of(path.value().toUpperCase(Locale.ROOT)));
        }

        @Override
        public void write(ArtifactPath path, ArtifactContent content) throws IOException {
          super.write(ArtifactPath.of(path.value().toUpperCase(Locale.ROOT)), content);
        }
      };
    }
  }

  @Test
  void a_store_that_changes_names_is_caught() {
    assertThat(Trial.isCaughtBy("odd_name_is_just_a_name", CaseBlind.class)).isTrue();
  }

  static final class DeletingTooMuch extends Kept {
    @Override
    protected ArtifactStore empty() {
      return new Cabinet() {
        @Override
        public void delete(ArtifactPath path) throws IOException {
          super.delete(path);
          super.delete(ArtifactPath.of(path.value() + "2"));
        }
      };
    }
  }

  @Test
  void a_store_that_deletes_what_only_begins_so_is_caught() {
    assertThat(
            Trial.isCaughtBy(
                "delete_takes_a_directory_with_everything_in_it", DeletingTooMuch.class))
        .isTrue();
  }

  static final class FlatListing extends Kept {
    @Override
    protected ArtifactStore empty() {
      return new Cabinet() {
        @Override
        public List<Entry> list(ArtifactPath directory) throws IOException {
          return super.list(directory).stream().filter(entry -> !entry.isFolder()).toList();
        }
      };
    }
  }

  @Test
  void a_store_that_hides_directories_is_caught() {
    assertThat(Trial.isCaughtBy("list_names_direct_children_with_their_size", FlatListing.class))
        .isTrue();
  }

  static final class Losing extends Kept {
    @Override
    protected ArtifactStore empty() {
      return new Cabinet() {
        private int writes;

        @Override
        public void write(ArtifactPath path, ArtifactContent content) throws IOException {
          writes++;
          if (writes % 5 != 0) {
            super.write(path, content);
          }
        }
      };
    }
  }

  @Test
  void a_store_that_loses_writes_without_a_word_is_caught() {
    assertThat(Trial.isCaughtBy("published_set_is_what_readers_get", Losing.class)).isTrue();
  }
}
