package dev.lockflight.connector.databricks;

import dev.lockflight.connector.http.AnswerException;
import dev.lockflight.connector.http.Body;
import dev.lockflight.connector.http.Request;
import dev.lockflight.connector.http.RestClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The few files a run exchanges with its driver; an artifact store is in lockflight-volumes. */
record VolumeFiles(RestClient client) {
  private static final String FILES = "/api/2.0/fs/files{path*}";
  private static final String DIRECTORIES = "/api/2.0/fs/directories{path*}";

  void put(Path file, String path) throws InterruptedException {
    String directory = path.substring(0, path.lastIndexOf('/'));
    var unusedMade = client.send(Request.put(DIRECTORIES, directory));
    var unusedWritten =
        client.send(Request.put(FILES, path).query("overwrite", true).body(Body.file(file)));
  }

  /** Fetches the file, unless it is not there. */
  boolean fetch(String path, Path file) throws InterruptedException, IOException {
    try {
      Path parent = file.getParent();
      if (parent != null) {
        Path unused = Files.createDirectories(parent);
      }
      var unused = client.download(Request.get(FILES, path), file);
      return true;
    } catch (AnswerException e) {
      if (e.status() == 404) {
        return false;
      }
      throw e;
    }
  }

  /** The text of a small file, unless it is not there. */
  Optional<String> text(String path) throws InterruptedException {
    try {
      return Optional.of(client.send(Request.get(FILES, path)).text());
    } catch (AnswerException e) {
      if (e.status() == 404) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
