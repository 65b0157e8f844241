package dev.lockflight.artifact;

import dev.lockflight.Digest;
import dev.lockflight.json.Json;
import dev.lockflight.json.Json.UnreadableJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the small JSON files that carry a digest of themselves. The digest is over the
 * values, not the text, so a later version may add fields that an earlier one does not know.
 */
final class Stamped {
  private static final int VERSION = 1;
  private static final int LARGEST = 64 << 20;

  private final ArtifactStore store;

  Stamped(ArtifactStore store) {
    this.store = store;
  }

  record Version(int version) {}

  record PointerFile(int version, Digest check, PublishedArtifacts published) {
    PointerFile {
      Objects.requireNonNull(published.set(), "set");
    }
  }

  record SetFile(int version, Digest check, ArtifactSet set) {
    SetFile {
      Objects.requireNonNull(set, "set");
    }
  }

  /** What was found: a value, or what is wrong; neither when nothing is there. */
  record Reading<T>(@Nullable T value, String problem) {
    boolean isDamaged() {
      return value == null && !problem.isEmpty();
    }
  }

  Reading<ArtifactSet> readSet(ArtifactPath path) throws IOException {
    Reading<SetFile> file = read(path, SetFile.class);
    SetFile found = file.value();
    return found == null
        ? new Reading<>(null, file.problem())
        : checked(found.set(), stamp(found.set()).equals(found.check()));
  }

  Reading<PublishedArtifacts> readPointer(ArtifactPath path) throws IOException {
    Reading<PointerFile> file = read(path, PointerFile.class);
    PointerFile found = file.value();
    return found == null
        ? new Reading<>(null, file.problem())
        : checked(found.published(), stamp(found.published()).equals(found.check()));
  }

  /** Writes it, and reads it back: a store may lose what it said it took. */
  void write(ArtifactPath path, ArtifactSet set) throws IOException {
    write(path, Json.write(new SetFile(VERSION, stamp(set), set)));
  }

  void write(ArtifactPath path, PublishedArtifacts published) throws IOException {
    write(path, Json.write(new PointerFile(VERSION, stamp(published), published)));
  }

  private void write(ArtifactPath path, String json) throws IOException {
    store.write(path, ArtifactContent.of(json));
    if (!json.equals(text(path))) {
      throw new IOException(path + " does not hold what was just written; somebody else writes it");
    }
  }

  private <T> Reading<T> read(ArtifactPath path, Class<T> type) throws IOException {
    String json = text(path);
    if (json == null) {
      return new Reading<>(null, "");
    }
    try {
      int version = Json.read(json, Version.class).version();
      if (version > VERSION) {
        throw new NewerFormatException(path, version, VERSION);
      }
      return new Reading<>(Json.read(json, type), "");
    } catch (UnreadableJsonException e) {
      return new Reading<>(null, "its " + json.length() + " characters are not whole");
    }
  }

  private @Nullable String text(ArtifactPath path) throws IOException {
    try (InputStream in = store.read(path)) {
      return new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static <T> Reading<T> checked(T value, boolean intact) {
    return intact
        ? new Reading<>(value, "")
        : new Reading<>(null, "its values do not match its own digest");
  }

  private static Digest stamp(ArtifactSet set) {
    return lines(set.environment(), set.run(), set.commit(), set.publishedAt(), set.digest());
  }

  private static Digest stamp(PublishedArtifacts published) {
    return lines(
        published.pointer(),
        published.generation(),
        published.pointedAt(),
        published.pointedBy(),
        stamp(published.set()));
  }

  /** Whatever is missing in a forged file becomes the word null, and does not match. */
  private static Digest lines(@Nullable Object... values) {
    return Digest.of(
        Stream.concat(Stream.of("lockflight"), Arrays.stream(values).map(String::valueOf))
            .collect(Collectors.joining("\n")));
  }
}
