package dev.lockflight.connector.github;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * GitHub's own description of its REST API, as npm's @octokit/openapi has it: the judge of every
 * request that a test sends and of every answer that a test invents.
 */
final class PublishedApi {
  private static final Pattern PLACE_IN_PATH = Pattern.compile("\\{[^}]+}");
  private static final Set<String> SEVERAL_SEGMENTS = Set.of("{path}");

  /** An operation: {@code POST /repos/{owner}/{repo}/statuses/{sha}}. */
  record Operation(String method, String template, JsonNode node) {
    String name() {
      return method + " " + template;
    }
  }

  private record Way(String template, Pattern pattern, JsonNode node) {
    int places() {
      return template.length() - template.replace("{", "").length();
    }
  }

  private static final class Holder {
    static final Optional<PublishedApi> LOADED = load();
  }

  private final SchemaCheck schemas;
  private final List<Way> ways = new ArrayList<>();

  private PublishedApi(JsonNode document) {
    schemas = new SchemaCheck(document);
    document
        .path("paths")
        .propertyStream()
        .forEach(path -> ways.add(way(path.getKey(), path.getValue())));
    ways.sort(Comparator.comparingInt(Way::places));
  }

  private static Way way(String template, JsonNode node) {
    Matcher place = PLACE_IN_PATH.matcher(template);
    StringBuilder regex = new StringBuilder();
    int from = 0;
    while (place.find()) {
      regex.append(Pattern.quote(template.substring(from, place.start())));
      regex.append(SEVERAL_SEGMENTS.contains(place.group()) ? ".+" : "[^/]+");
      from = place.end();
    }
    regex.append(Pattern.quote(template.substring(from)));
    return new Way(template, Pattern.compile(regex.toString()), node);
  }

  /** Empty when there is no npm to fetch it with, or no network. */
  static Optional<PublishedApi> get() {
    return Holder.LOADED;
  }

  private static Optional<PublishedApi> load() {
    return NpmPackage.json("@octokit/openapi", "23.0.2", "generated/api.github.com.json")
        .map(PublishedApi::new);
  }

  Optional<Operation> operation(String method, String path) {
    return ways.stream()
        .filter(way -> way.pattern().matcher(path).matches())
        .filter(way -> way.node().has(method.toLowerCase(Locale.ROOT)))
        .findFirst()
        .map(
            way ->
                new Operation(
                    method, way.template(), way.node().get(method.toLowerCase(Locale.ROOT))));
  }

  /** What is wrong with a request; nothing when GitHub documents it so. */
  List<String> faultsOfRequest(Operation operation, LoggedRequest request) {
    List<String> faults = new ArrayList<>(faultsOfQuery(operation, request));
    JsonNode body = operation.node().path("requestBody");
    byte[] sent = request.getBody();
    JsonNode json = body.path("content").path("application/json").path("schema");
    boolean isJson = String.valueOf(request.getHeader("Content-Type")).contains("json");
    if (sent.length == 0 && body.path("required").asBoolean(false)) {
      faults.add("has no body");
    } else if (sent.length > 0 && body.isMissingNode()) {
      faults.add("has a body where GitHub takes none");
    } else if (isJson && sent.length > 0) {
      faults.addAll(schemas.faults(json, JsonMapper.shared().readTree(sent), true));
    }
    return faults.stream().map(fault -> operation.name() + " " + fault).toList();
  }

  private List<String> faultsOfQuery(Operation operation, LoggedRequest request) {
    Map<String, JsonNode> known = new HashMap<>();
    for (JsonNode parameter : operation.node().path("parameters")) {
      JsonNode resolved = schemas.resolved(parameter);
      if (resolved.path("in").asString("").equals("query")) {
        known.put(resolved.path("name").asString(), resolved.path("schema"));
      }
    }
    List<String> faults = new ArrayList<>();
    request
        .getQueryParams()
        .forEach(
            (name, value) -> {
              JsonNode schema = known.get(name);
              if (schema == null) {
                faults.add("has an unknown query parameter " + name);
              } else if (schema.has("enum")
                  && schema
                      .get("enum")
                      .valueStream()
                      .noneMatch(e -> e.asString().equals(value.firstValue()))) {
                faults.add(
                    "has "
                        + name
                        + "="
                        + value.firstValue()
                        + ", not one of "
                        + schema.get("enum"));
              }
            });
    return faults;
  }

  /** What is wrong with an answer that a test invented: fields or statuses GitHub does not have. */
  List<String> faultsOfAnswer(Operation operation, int status, byte[] body) {
    JsonNode answers = operation.node().path("responses");
    if (!answers.has(String.valueOf(status))) {
      return status >= 400 || status == 302 || status == 304
          ? List.of() // any call may fail, or be answered without a body, in these ways
          : List.of(
              operation.name() + " never answers " + status + ", only " + answers.propertyNames());
    }
    JsonNode schema =
        schemas
            .resolved(answers.get(String.valueOf(status)))
            .path("content")
            .path("application/json")
            .path("schema");
    if (body.length == 0 || status >= 400 || schema.isMissingNode()) {
      return List.of();
    }
    return schemas.faults(schema, JsonMapper.shared().readTree(body), false).stream()
        .map(fault -> "answer of " + operation.name() + " " + fault)
        .toList();
  }
}
