package dev.lockflight.connector.volumes;

import dev.lockflight.artifact.ArtifactContent;
import dev.lockflight.artifact.ArtifactStore.Entry;
import dev.lockflight.connector.http.Answer;
import dev.lockflight.connector.http.Body;
import dev.lockflight.connector.http.JsonTree;
import dev.lockflight.connector.http.Paging;
import dev.lockflight.connector.http.Request;
import dev.lockflight.connector.http.RestClient;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The calls of the Files API that a store makes. Paths begin with {@code /Volumes}. */
final class FilesApi {
  private static final String FILE = "/api/2.0/fs/files/{path*}";
  private static final String DIRECTORY = "/api/2.0/fs/directories/{path*}";

  private final RestClient client;
  private final VolumePath directory;

  FilesApi(RestClient client, VolumePath directory) {
    this.client = client;
    this.directory = directory;
  }

  /** A call, with its failure told as the file system's. */
  interface Sending<T> {
    T send(RestClient client) throws IOException, InterruptedException;
  }

  <T> T call(String path, Sending<T> sending) throws IOException {
    return new Failures(path, directory).told(() -> sending.send(client));
  }

  private Answer send(String path, Request request) throws IOException {
    return call(path, rest -> rest.send(request));
  }

  private static String below(String path) {
    return path.substring(1);
  }

  Request file(String path) {
    return Request.get(FILE, below(path));
  }

  Request uploading(String path) {
    return Request.post(FILE, below(path));
  }

  void upload(String path, long size, ArtifactContent content) throws IOException {
    var unused =
        send(
            path,
            Request.put(FILE, below(path))
                .query("overwrite", true)
                .body(Body.stream("application/octet-stream", size, content::open)));
  }

  NoSuchFileException missing(String path) {
    return new NoSuchFileException(path);
  }

  /** The children; empty when there is no such directory. */
  Optional<List<Entry>> list(String path) throws IOException {
    Request request = Request.get(DIRECTORY, below(path)).accepting(404);
    Paging paging = Paging.byToken("next_page_token", "page_token");
    return call(
        path,
        rest -> {
          List<Entry> entries = new ArrayList<>();
          var pages = rest.pages(request, (first, page) -> onlyIfThere(paging, first, page));
          for (var page = pages.next(); page.isPresent(); page = pages.next()) {
            if (page.get().status() == 404) {
              return Optional.empty();
            }
            page.get().json().at("contents").items().forEach(item -> entries.add(entry(item)));
          }
          return Optional.of(entries);
        });
  }

  private static Optional<Request> onlyIfThere(Paging paging, Request first, Answer page) {
    return page.status() == 404 ? Optional.empty() : paging.next(first, page);
  }

  private static Entry entry(JsonTree item) {
    boolean folder = item.at("is_directory").isPresent() && item.at("is_directory").isTrue();
    long size = folder || !item.at("file_size").isPresent() ? 0 : item.at("file_size").number();
    return new Entry(item.at("name").text(), folder, size);
  }

  void deleteFile(String path) throws IOException {
    var unused = send(path, Request.delete(FILE, below(path)).accepting(404));
  }

  /** On some clouds a directory is gone with its last file. */
  void deleteDirectory(String path) throws IOException {
    var unused = send(path, Request.delete(DIRECTORY, below(path)).accepting(404));
  }

  /**
   * Makes sure that the volume is there.
   *
   * @throws IOException that names it, when it is not
   */
  void checkVolume() throws IOException {
    String root = directory.root().toString();
    Answer answer = send(root, Request.head(DIRECTORY, below(root)).accepting(404));
    if (answer.status() == 404) {
      throw Failures.noVolume(directory, "404");
    }
  }
}
