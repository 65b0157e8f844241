package dev.lockflight.connector.volumes;

import dev.lockflight.connector.http.Answer;
import dev.lockflight.connector.http.Credentials;
import dev.lockflight.connector.http.JsonTree;
import dev.lockflight.connector.http.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Map;

/**
 * An upload of many requests, as Databricks' own SDKs do it: the workspace begins it and tells
 * which cloud it is, the bytes go to addresses of that cloud's storage, and nothing is seen of the
 * file until it is complete.
 */
final class BigUpload {
  private static final Duration ADDRESS_LIFETIME = Duration.ofHours(1);

  private final FilesApi files;
  private final String path;
  private final ContentParts content;
  private final PartSizes sizes;

  BigUpload(FilesApi files, String path, ContentParts content, PartSizes sizes) {
    this.files = files;
    this.path = path;
    this.content = content;
    this.sizes = sizes;
  }

  void send() throws IOException {
    try (content) {
      Answer begun =
          files.call(
              path,
              rest ->
                  rest.send(
                      files
                          .uploading(path)
                          .query("action", "initiate-upload")
                          .query("overwrite", true)
                          .repeatable()));
      Session session = new Session(this, token(begun.json()), begun.head().at());
      if (begun.json().at("multipart_upload").isPresent()) {
        new PartsUpload(session).send();
      } else {
        new ChunksUpload(session).send();
      }
    }
  }

  private String token(JsonTree begun) throws IOException {
    return begun
        .at("multipart_upload", "session_token")
        .optionalText()
        .or(() -> begun.at("resumable_upload", "session_token").optionalText())
        .orElseThrow(
            () ->
                new FileSystemException(
                    path,
                    null,
                    "the workspace offers no upload in parts that is known here: "
                        + begun.names()));
  }

  /** An upload that has begun. */
  record Session(BigUpload upload, String token, java.time.Instant begun) {
    long size() {
      return upload.content.size();
    }

    long partSize() {
      return upload.sizes.partOf(size());
    }

    String path() {
      return upload.path;
    }

    ContentParts content() {
      return upload.content;
    }

    /** When addresses that are asked for now shall expire. */
    static String expiry(java.time.Instant now) {
      return now.plus(ADDRESS_LIFETIME).toString();
    }

    Answer ask(Request request) throws IOException {
      return upload.files.call(upload.path, rest -> rest.send(request.hiding(token)));
    }

    Request complete(Object body) {
      return upload
          .files
          .uploading(upload.path)
          .query("action", "complete-upload")
          .query("upload_type", "multipart")
          .query("session_token", token)
          .json(body)
          .repeatable();
    }

    Request asking(String call, Map<String, Object> body) {
      return Request.post("/api/2.0/fs/" + call).json(body).repeatable();
    }

    /** To the cloud's storage: the address is the proof, and no other goes along. */
    static Request toStorage(Request request, JsonTree address) {
      Request with = request.as(Credentials.none());
      for (JsonTree header : address.at("headers").items()) {
        with = with.header(header.at("name").text(), header.at("value").text());
      }
      return with;
    }

    static URI uri(JsonTree address) {
      return URI.create(address.at("url").text());
    }
  }
}
