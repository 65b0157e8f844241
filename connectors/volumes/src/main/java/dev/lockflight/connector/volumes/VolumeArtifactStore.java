package dev.lockflight.connector.volumes;

import dev.lockflight.artifact.ArtifactContent;
import dev.lockflight.artifact.ArtifactPath;
import dev.lockflight.artifact.ArtifactStore;
import dev.lockflight.connector.databricks.Databricks;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Artifacts on a Unity Catalog volume.
 *
 * <pre>{@code
 * Artifacts artifacts =
 *     Artifacts.in(VolumeArtifactStore.in(databricks, VolumePath.of("main", "ops", "artifacts")));
 * }</pre>
 *
 * <p>Files of up to 1 GiB go up in one request, bigger ones in parts. They come down 8 MiB at a
 * time, so that a broken connection costs no more than that, and memory is not a matter of size. A
 * volume knows neither rename nor compare-and-set; the protocol of sets and pointers does without.
 *
 * <p>It takes {@code USE CATALOG}, {@code USE SCHEMA}, {@code READ VOLUME} and, to write, {@code
 * WRITE VOLUME}. Every failure is an {@link IOException} that names the file: {@link
 * java.nio.file.AccessDeniedException} for a missing privilege or wrong credentials, {@link
 * java.nio.file.FileSystemException} otherwise. Thread-safe; the workspace stays the caller's.
 *
 * @see <a href="https://docs.databricks.com/api/workspace/files">Files API</a>
 */
public final class VolumeArtifactStore implements ArtifactStore {
  private final FilesApi files;
  private final VolumePath directory;
  private final PartSizes sizes;
  private volatile boolean seen;

  private VolumeArtifactStore(FilesApi files, VolumePath directory, PartSizes sizes) {
    this.files = files;
    this.directory = directory;
    this.sizes = sizes;
  }

  /** Keeps everything below this directory, which is made with the first write. */
  public static VolumeArtifactStore in(Databricks workspace, VolumePath directory) {
    return new VolumeArtifactStore(
        new FilesApi(workspace.rest(), directory), directory, PartSizes.USUAL);
  }

  /**
   * Sends files of more bytes than these in parts, of at least {@code part} bytes each. The cloud
   * takes no part under 5 MiB, but for the last, and no single request over 5 GiB.
   */
  public VolumeArtifactStore inPartsAbove(long bytes, long part) {
    return new VolumeArtifactStore(files, directory, new PartSizes(bytes, part));
  }

  @Override
  public void write(ArtifactPath path, ArtifactContent content) throws IOException {
    long size = content.size();
    if (size <= sizes.above()) {
      files.upload(at(path), size, content);
    } else {
      new BigUpload(files, at(path), new ContentParts(content, size), sizes).send();
    }
  }

  @Override
  public InputStream read(ArtifactPath path) throws IOException {
    Optional<InputStream> opened = DownloadStream.open(files, at(path));
    if (opened.isEmpty()) {
      checkVolume();
      throw files.missing(at(path));
    }
    return opened.get();
  }

  @Override
  public List<Entry> list(ArtifactPath path) throws IOException {
    Optional<List<Entry>> found = files.list(at(path));
    if (found.isEmpty()) {
      checkVolume();
    }
    return found.orElse(List.of());
  }

  /** A file under this name in an unknown volume would else be just a missing one. */
  private void checkVolume() throws IOException {
    if (!seen) {
      files.checkVolume();
      seen = true;
    }
  }

  /** Only an empty directory can be deleted, so everything in it goes first. */
  @Override
  public void delete(ArtifactPath path) throws IOException {
    delete(at(path));
  }

  private void delete(String path) throws IOException {
    Optional<List<Entry>> children = files.list(path);
    if (children.isEmpty()) {
      files.deleteFile(path);
      return;
    }
    for (Entry child : new ArrayList<>(children.get())) {
      if (child.isFolder()) {
        delete(path + "/" + child.name());
      } else {
        files.deleteFile(path + "/" + child.name());
      }
    }
    files.deleteDirectory(path);
  }

  private String at(ArtifactPath path) {
    return directory + "/" + path;
  }

  @Override
  public String toString() {
    return "artifacts in " + directory;
  }
}
