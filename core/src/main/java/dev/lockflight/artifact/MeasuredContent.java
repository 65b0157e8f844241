package dev.lockflight.artifact;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Digests a content while a store copies it, each time the store opens it anew. */
final class MeasuredContent implements ArtifactContent {
  private final ArtifactContent content;
  private final String name;
  private @Nullable MeasuringStream last;

  MeasuredContent(String name, ArtifactContent content) {
    this.name = name;
    this.content = content;
  }

  @Override
  public long size() throws IOException {
    return content.size();
  }

  @Override
  public InputStream open() throws IOException {
    MeasuringStream opened = new MeasuringStream(content.open());
    last = opened;
    return opened;
  }

  /** What the store was given last. */
  ArtifactFile file() throws IOException {
    MeasuringStream read = last;
    if (read == null || read.size() != content.size()) {
      throw new IOException(
          name
              + " changed while it was published: "
              + (read == null ? 0 : read.size())
              + " bytes copied, "
              + content.size()
              + " there now");
    }
    return read.file(name);
  }
}
