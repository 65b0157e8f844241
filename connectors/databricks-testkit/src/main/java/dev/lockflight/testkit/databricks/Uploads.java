package dev.lockflight.testkit.databricks;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/**
 * Uploads of many requests: begun and completed at the workspace, with the bytes sent to addresses
 * of the cloud's storage, which expire and take no credentials.
 */
final class Uploads implements Routes.Service {
  static final String STORAGE = "/storage";
  private static final Duration LONGEST = Duration.ofHours(1);

  private final LocalFiles files;
  private final URI host;
  private final InstantSource clock;
  private final Map<String, UploadSession> sessions = new ConcurrentHashMap<>();
  private final AtomicInteger begun = new AtomicInteger();

  Uploads(LocalFiles files, URI host, InstantSource clock) {
    this.files = files;
    this.host = host;
    this.clock = clock;
  }

  /** What AWS answers when an address is used too late. */
  static Reply expired() {
    return xml(403, "AccessDenied", "Request has expired");
  }

  private static Reply xml(int status, String code, String message) {
    String body =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>"
            + code
            + "</Code><Message>"
            + message
            + "</Message></Error>";
    return Reply.text(status, "application/xml", body);
  }

  @Override
  public Optional<Reply> answer(Incoming request) throws IOException {
    if (request.path().startsWith(STORAGE + "/")) {
      return Optional.of(atStorage(request));
    }
    if (!request.method().equals("POST")) {
      return Optional.empty();
    }
    switch (request.path()) {
      case "/api/2.0/fs/create-upload-part-urls" -> {
        return Optional.of(partAddresses(request.json()));
      }
      case "/api/2.0/fs/create-resumable-upload-url" -> {
        UploadSession session = session(request.json().path("session_token").asString(""));
        return Optional.of(
            Reply.json(Map.of("resumable_upload_url", address(session, 0, LONGEST))));
      }
      case "/api/2.0/fs/create-abort-upload-url" -> {
        UploadSession session = session(request.json().path("session_token").asString(""));
        return Optional.of(Reply.json(Map.of("abort_upload_url", address(session, 0, LONGEST))));
      }
      default -> {
        return request.below(FilesApi.FILES).map(path -> onFile(request, path));
      }
    }
  }

  private Reply onFile(Incoming request, String path) {
    files.checkWriting(path);
    return switch (request.required("action")) {
      case "initiate-upload" -> begin(request, path);
      case "complete-upload" -> complete(request, path);
      default -> throw Refusal.badRequest("Unknown action: " + request.required("action"));
    };
  }

  private Reply begin(Incoming request, String path) {
    boolean overwrite = !request.query("overwrite").orElse("true").equals("false");
    if (!overwrite && files.tree().find(path).isPresent()) {
      throw new Refusal(409, "ALREADY_EXISTS", "The file being created already exists.");
    }
    String token = "session-" + begun.incrementAndGet();
    sessions.put(token, new UploadSession(token, path, files));
    String kind = files.isResumable() ? "resumable_upload" : "multipart_upload";
    return Reply.json(Map.of(kind, Map.of("session_token", token)));
  }

  private Reply complete(Incoming request, String path) {
    UploadSession session = session(request.required("session_token"));
    if (!session.path().equals(path)) {
      throw Refusal.badRequest("The session is for another file.");
    }
    try {
      session.complete(request.json().path("parts"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return Reply.json(Map.of());
  }

  private Reply partAddresses(JsonNode body) {
    UploadSession session = session(body.path("session_token").asString(""));
    Instant end = Instant.parse(body.path("expire_time").asString(""));
    Duration asked = Duration.between(clock.instant(), end);
    int first = body.path("start_part_number").asInt(1);
    List<Map<String, Object>> addresses = new ArrayList<>();
    for (int part = first; part < first + body.path("count").asInt(1); part++) {
      addresses.add(address(session, part, asked));
    }
    return Reply.json(Map.of("upload_part_urls", addresses));
  }

  private Map<String, Object> address(UploadSession session, int part, Duration asked) {
    Duration valid = asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    String url =
        host
            + STORAGE
            + "/"
            + session.token()
            + "/"
            + part
            + "?expires="
            + clock.instant().plus(valid).getEpochSecond()
            + "&signature=s3cr3t";
    return Map.of(
        "url",
        url,
        "part_number",
        part,
        "headers",
        List.of(Map.of("name", "x-storage-class", "value", "STANDARD")));
  }

  private UploadSession session(String token) {
    return Optional.ofNullable(sessions.get(token))
        .orElseThrow(() -> new Refusal(404, "NOT_FOUND", "No such upload session."));
  }

  private Reply atStorage(Incoming request) throws IOException {
    if (request.header("Authorization").isPresent()) {
      return xml(400, "InvalidArgument", "Only one auth mechanism allowed");
    }
    if (Long.parseLong(request.required("expires")) <= clock.instant().getEpochSecond()) {
      return expired();
    }
    String[] place = request.path().substring(STORAGE.length() + 1).split("/");
    UploadSession session = session(place[0]);
    int part = Integer.parseInt(place[1]);
    if (request.method().equals("DELETE")) {
      session.abort();
      return Reply.empty(204);
    }
    return part == 0 ? session.chunk(request) : session.part(part, request);
  }
}
