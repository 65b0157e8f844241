package dev.lockflight.connector.github;

import dev.lockflight.connector.http.Answer;
import dev.lockflight.connector.http.AnswerHead;
import dev.lockflight.connector.http.JsonTree;
import dev.lockflight.connector.http.Paging;
import dev.lockflight.connector.http.Request;
import dev.lockflight.connector.http.RestClient;
import dev.lockflight.connector.http.RestException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The calls to GitHub, their errors made GitHub's. */
final class Api implements AutoCloseable {
  private static final String VIEWER = "query { viewer { login } }";

  private final RestClient client;
  private final @Nullable GitHubSettings settings;
  private final AtomicReference<@Nullable String> login = new AtomicReference<>();

  private Api(RestClient client, @Nullable GitHubSettings settings) {
    this.client = client;
    this.settings = settings;
  }

  static Api of(RestClient client) {
    return new Api(client, null);
  }

  static Api of(RestClient client, GitHubSettings settings) {
    return new Api(client, settings);
  }

  GitHubSettings settings() {
    return Objects.requireNonNull(settings);
  }

  Answer send(Request request, Permission needed) throws InterruptedException {
    try {
      return client.send(request);
    } catch (RestException e) {
      throw GitHubException.of(e, needed);
    }
  }

  /** As {@link #send}, but the known answer when nothing has changed since. */
  Answer refreshed(Request request, @Nullable Answer known, Permission needed)
      throws InterruptedException {
    if (known == null) {
      return send(request, needed);
    }
    try {
      return client.refreshed(request, known);
    } catch (RestException e) {
      throw GitHubException.of(e, needed);
    }
  }

  JsonTree json(Request request, Permission needed) throws InterruptedException {
    return send(request, needed).json();
  }

  /** The answer, or empty when it is 404. */
  Optional<JsonTree> find(Request request, Permission needed) throws InterruptedException {
    Answer answer = send(request.accepting(404), needed);
    return answer.status() == 404 ? Optional.empty() : Optional.of(answer.json());
  }

  /**
   * All elements of all pages.
   *
   * @param list the name of the list in the answer; empty when the answer is the list
   */
  <T> List<T> all(Request first, String list, Function<JsonTree, T> read, Permission needed)
      throws InterruptedException {
    try {
      return client
          .pages(first.query("per_page", 100), Paging.byLink())
          .all(page -> items(page.json(), list).stream().map(read).toList());
    } catch (RestException e) {
      throw GitHubException.of(e, needed);
    }
  }

  /** The first element that fits; pages behind it are not asked for. */
  <T> Optional<T> first(
      Request first, String list, Function<JsonTree, Optional<T>> fitting, Permission needed)
      throws InterruptedException {
    try {
      return client
          .pages(first.query("per_page", 100), Paging.byLink())
          .first(
              page ->
                  items(page.json(), list).stream()
                      .flatMap(i -> fitting.apply(i).stream())
                      .findFirst());
    } catch (RestException e) {
      throw GitHubException.of(e, needed);
    }
  }

  private static List<JsonTree> items(JsonTree page, String list) {
    return (list.isEmpty() ? page : page.at(list)).items();
  }

  /** Streams into a file, which appears when it is complete. */
  void download(Request request, Path file, Permission needed)
      throws IOException, InterruptedException {
    try {
      AnswerHead unused = client.download(request, file);
    } catch (RestException e) {
      throw GitHubException.of(e, needed);
    }
  }

  /** The data of a GraphQL query, which answers 200 also when it failed. */
  JsonTree query(String query, Map<String, Object> variables, Permission needed)
      throws InterruptedException {
    Request request =
        Request.post(settings().graphql())
            .json(Map.of("query", query, "variables", variables))
            .repeatable(); // a query changes nothing
    JsonTree answer = json(request, needed);
    List<JsonTree> errors = answer.at("errors").items();
    if (!errors.isEmpty()) {
      JsonTree error = errors.get(0);
      String type = error.at("type").optionalText().orElse("");
      throw GitHubException.of(
          switch (type) {
            case "FORBIDDEN", "INSUFFICIENT_SCOPES" -> GitHubException.Kind.PERMISSION;
            case "NOT_FOUND" -> GitHubException.Kind.NOT_FOUND;
            case "RATE_LIMITED" -> GitHubException.Kind.RATE_LIMITED;
            default -> GitHubException.Kind.UNEXPECTED;
          },
          "GraphQL query: "
              + type
              + " "
              + error.at("message").optionalText().orElse("no message")
              + "; it needs the permission "
              + needed);
    }
    return answer.at("data");
  }

  /** Who these credentials are, as authors of comments are named. */
  String login() throws InterruptedException {
    String known = login.get();
    if (known == null) {
      known = query(VIEWER, Map.of(), Permission.METADATA_READ).at("viewer", "login").text();
      login.set(known);
    }
    return known;
  }

  @Override
  public void close() {
    client.close();
  }
}
