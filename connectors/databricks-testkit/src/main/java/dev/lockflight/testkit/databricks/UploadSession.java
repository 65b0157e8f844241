package dev.lockflight.testkit.databricks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** One upload of many requests. Nothing is seen of it until it is complete. Thread-safe. */
final class UploadSession {
  private static final Pattern CHUNK = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+|\\*)");

  private final String token;
  private final String path;
  private final LocalFiles files;
  private final Map<Integer, Part> parts = new TreeMap<>();
  private final Path grown;
  private boolean complete;
  private boolean aborted;

  private record Part(Path blob, String etag) {}

  UploadSession(String token, String path, LocalFiles files) {
    this.token = token;
    this.path = path;
    this.files = files;
    this.grown = files.newBlob();
  }

  String token() {
    return token;
  }

  String path() {
    return path;
  }

  /** Takes a part; one that comes again replaces the first. */
  Reply part(int number, Incoming request) throws IOException {
    Path blob = files.store(request.body(), files.largestUpload());
    synchronized (this) {
      refuseWhenOver();
      String etag = "\"" + number + "-" + Files.size(blob) + "-" + blob.getFileName() + "\"";
      parts.put(number, new Part(blob, etag));
      return Reply.empty(200).with("ETag", etag);
    }
  }

  private void refuseWhenOver() {
    if (aborted) {
      throw new Refusal(404, "NoSuchUpload", "The specified upload does not exist.");
    }
  }

  /** Puts the parts together; does nothing when that was done before. */
  synchronized void complete(JsonNode named) throws IOException {
    refuseWhenOver();
    if (complete) {
      return;
    }
    if (named.size() != parts.size()) {
      throw Refusal.badRequest("There are " + parts.size() + " parts, not " + named.size());
    }
    Path whole = files.newBlob();
    try (OutputStream out = Files.newOutputStream(whole)) {
      for (JsonNode one : named) {
        Part part = parts.get(one.path("part_number").asInt());
        if (part == null || !part.etag().equals(one.path("etag").asString(""))) {
          throw Refusal.badRequest("One or more of the specified parts could not be found: " + one);
        }
        long unused = Files.copy(part.blob(), out);
      }
    }
    files.keep(path, whole);
    complete = true;
  }

  /** Takes the next chunk of a resumable upload, or says how far it came. */
  synchronized Reply chunk(Incoming request) throws IOException {
    refuseWhenOver();
    Matcher range = CHUNK.matcher(request.header("Content-Range").orElse(""));
    if (complete) {
      return Reply.empty(200);
    }
    if (!range.matches()) {
      return soFar();
    }
    long there = Files.exists(grown) ? Files.size(grown) : 0;
    if (Long.parseLong(range.group(1)) != there) {
      return soFar();
    }
    try (OutputStream out =
        Files.newOutputStream(grown, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      long unused = request.body().transferTo(out);
    }
    if (range.group(3).equals(Long.toString(Files.size(grown)))) {
      files.keep(path, grown);
      complete = true;
      return Reply.empty(200);
    }
    return soFar();
  }

  private Reply soFar() throws IOException {
    long there = Files.exists(grown) ? Files.size(grown) : 0;
    return there == 0 ? Reply.empty(308) : Reply.empty(308).with("Range", "bytes=0-" + (there - 1));
  }

  synchronized void abort() {
    aborted = true;
  }
}
