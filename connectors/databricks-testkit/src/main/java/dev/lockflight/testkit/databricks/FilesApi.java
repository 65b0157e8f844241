package dev.lockflight.testkit.databricks;

import dev.lockflight.testkit.databricks.FileTree.Child;
import dev.lockflight.testkit.databricks.FileTree.StoredFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files and directories of volumes, each in one request (Files API 2.0). */
final class FilesApi implements Routes.Service {
  static final String FILES = "/api/2.0/fs/files";
  static final String DIRECTORIES = "/api/2.0/fs/directories";
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

  private final LocalFiles files;

  FilesApi(LocalFiles files) {
    this.files = files;
  }

  @Override
  public Optional<Reply> answer(Incoming request) throws IOException {
    Optional<String> file = request.below(FILES);
    if (file.isPresent()) {
      return onFile(request, file.get());
    }
    return request.below(DIRECTORIES).flatMap(path -> onDirectory(request, withoutSlash(path)));
  }

  private static String withoutSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private Optional<Reply> onFile(Incoming request, String path) throws IOException {
    return switch (request.method()) {
      case "PUT" -> Optional.of(upload(request, path));
      case "GET" -> Optional.of(download(request, path));
      case "HEAD" -> Optional.of(head(path));
      case "DELETE" -> {
        files.checkWriting(path);
        files.tree().deleteFile(path);
        yield Optional.of(Reply.empty(204));
      }
      default -> Optional.empty();
    };
  }

  private Reply upload(Incoming request, String path) throws IOException {
    files.checkWriting(path);
    refuseOverwriting(request, path);
    Path blob = files.store(request.body(), files.largestUpload());
    refuseOverwriting(request, path);
    files.keep(path, blob);
    return Reply.empty(204);
  }

  private void refuseOverwriting(Incoming request, String path) {
    boolean overwrite = !request.query("overwrite").orElse("true").equals("false");
    if (!overwrite && files.tree().find(path).isPresent()) {
      throw new Refusal(409, "ALREADY_EXISTS", "The file being created already exists.");
    }
  }

  private Reply head(String path) {
    files.checkReading(path);
    StoredFile file = files.tree().file(path);
    return described(Reply.part(200, file.blob(), 0, file.size()), file.modified());
  }

  private Reply download(Incoming request, String path) {
    files.checkReading(path);
    StoredFile file = files.tree().file(path);
    Matcher range = RANGE.matcher(request.header("Range").orElse(""));
    if (!range.matches()) {
      return head(path);
    }
    long first = Long.parseLong(range.group(1));
    long last = range.group(2).isEmpty() ? file.size() - 1 : Long.parseLong(range.group(2));
    if (first >= file.size() || last < first) {
      throw new Refusal(416, "INVALID_RANGE", "The range lies outside of the file.");
    }
    last = Math.min(last, file.size() - 1);
    Reply part = Reply.part(206, file.blob(), first, last - first + 1);
    return described(part, file.modified())
        .with("Content-Range", "bytes " + first + "-" + last + "/" + file.size());
  }

  private static Reply described(Reply reply, Instant modified) {
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(modified.atOffset(ZoneOffset.UTC));
    return reply.with("Last-Modified", date).with("Accept-Ranges", "bytes");
  }

  private Optional<Reply> onDirectory(Incoming request, String path) {
    switch (request.method()) {
      case "PUT" -> {
        files.checkWriting(path);
        files.tree().makeDirectories(path, files.clock().instant());
        return Optional.of(Reply.empty(204));
      }
      case "HEAD" -> {
        files.checkReading(path);
        var unused = files.tree().children(path);
        return Optional.of(Reply.empty(200));
      }
      case "GET" -> {
        files.checkReading(path);
        return Optional.of(list(request, path));
      }
      case "DELETE" -> {
        files.checkWriting(path);
        files.tree().deleteDirectory(path);
        return Optional.of(Reply.empty(204));
      }
      default -> {
        return Optional.empty();
      }
    }
  }

  /** The token names the entry before; short pages begin with one that is empty. */
  private Reply list(Incoming request, String path) {
    String after = request.query("page_token").orElse("");
    if (after.isEmpty() && files.isShort()) {
      return Reply.json(Map.of("contents", List.of(), "next_page_token", " "));
    }
    List<Child> left =
        files.tree().children(path).stream()
            .filter(child -> child.name().compareTo(after) > 0)
            .toList();
    List<Child> page = left.stream().limit(files.page()).toList();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("contents", page.stream().map(FilesApi::entry).toList());
    if (page.size() < left.size()) {
      body.put("next_page_token", page.get(page.size() - 1).name());
    }
    return Reply.json(body);
  }

  private static Map<String, Object> entry(Child child) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("path", child.path());
    entry.put("name", child.name());
    entry.put("is_directory", child.node().isDirectory());
    if (!child.node().isDirectory()) {
      entry.put("file_size", child.node().size());
    }
    entry.put("last_modified", child.node().modified().toEpochMilli());
    return entry;
  }
}
