package dev.lockflight.testkit.fake;

import dev.lockflight.artifact.ArtifactContent;
import dev.lockflight.artifact.ArtifactPath;
import dev.lockflight.artifact.ArtifactStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A store without rename, as bad as one may be: while a file is written, readers see it empty, then
 * half, then whole.
 */
public final class InMemoryArtifactStore implements ArtifactStore {
  private final ConcurrentSkipListMap<String, byte[]> files = new ConcurrentSkipListMap<>();

  @Override
  public void write(ArtifactPath path, ArtifactContent content) throws IOException {
    byte[] bytes;
    try (InputStream in = content.open()) {
      bytes = in.readAllBytes();
    }
    for (int part : new int[] {0, bytes.length / 2, bytes.length}) {
      files.put(path.value(), Arrays.copyOf(bytes, part));
    }
  }

  @Override
  public InputStream read(ArtifactPath path) throws IOException {
    byte[] bytes = files.get(path.value());
    if (bytes == null) {
      throw new NoSuchFileException(path.value());
    }
    return new ByteArrayInputStream(bytes);
  }

  @Override
  public List<Entry> list(ArtifactPath directory) {
    Map<String, Entry> children = new TreeMap<>();
    String prefix = directory + "/";
    files.forEach(
        (name, bytes) -> {
          if (name.startsWith(prefix)) {
            String below = name.substring(prefix.length());
            int slash = below.indexOf('/');
            String child = slash < 0 ? below : below.substring(0, slash);
            children.put(child, new Entry(child, slash >= 0, slash < 0 ? bytes.length : 0));
          }
        });
    return new ArrayList<>(children.values());
  }

  @Override
  public void delete(ArtifactPath path) {
    files.keySet().removeIf(name -> name.equals(path.value()) || name.startsWith(path + "/"));
  }
}
