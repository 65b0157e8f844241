package dev.lockflight.connector.github;

import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Notification;
import dev.lockflight.Notifier;
import dev.lockflight.connector.http.Answer;
import dev.lockflight.connector.http.Request;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Comments on pull requests and issues, which GitHub numbers together. Thread-safe. */
public final class Comments {
  private static final String COMMENT = "/issues/comments/{comment_id}";

  private final RepositoryCalls calls;

  Comments(RepositoryCalls calls) {
    this.calls = calls;
  }

  /** All comments, oldest first. */
  public List<Comment> list(long number) throws InterruptedException {
    return calls
        .api()
        .all(
            calls.get("/issues/{issue_number}/comments", number),
            "",
            Comment::read,
            Permission.ISSUES_READ);
  }

  /** One more comment; asked again, it comments again. {@link #stick} does not. */
  public Comment add(long number, String body) throws InterruptedException {
    Request request =
        calls.post("/issues/{issue_number}/comments", number).json(Map.of("body", fitting(body)));
    return Comment.read(calls.api().json(request, Permission.ISSUES_WRITE));
  }

  /**
   * The one comment with this key: created the first time, afterwards changed in place. It is known
   * by a hidden mark and its author, so nobody else's comment is touched; when two runners have
   * created one each, the later is removed.
   *
   * @param key for example pipeline and environment
   * @throws GitHubException TOO_LARGE when it is longer than 65,000 characters
   */
  public Comment stick(long number, String key, String body) throws InterruptedException {
    String mark = mark(key);
    String marked = mark + "\n" + fitting(body);
    List<Comment> own = own(number, mark);
    if (own.isEmpty()) {
      Comment added = add(number, marked);
      own = own(number, mark);
      if (own.isEmpty()) {
        return added; // GitHub does not list it yet
      }
    }
    Comment first = own.get(0);
    for (Comment later : own.subList(1, own.size())) {
      delete(later.id());
    }
    return first.body().equals(marked) ? first : change(first.id(), marked);
  }

  /** The one comment with this key, if there is one already. */
  Optional<Comment> stuck(long number, String key) throws InterruptedException {
    return own(number, mark(key)).stream().findFirst();
  }

  /**
   * A channel for notifications: each run has one comment there, which grows with what happens. Its
   * oldest events go when GitHub's limit is reached.
   *
   * <pre>{@code
   * Channel pull = Channel.of("pull request", repository.comments().telling(7));
   * }</pre>
   *
   * @param number of the pull request or issue
   */
  public Notifier telling(long number) {
    return telling(about -> number);
  }

  /**
   * The same for an engine with runs of several pull requests.
   *
   * @param number tells of which pull request or issue a run is
   */
  public Notifier telling(ToLongFunction<Notification.About> number) {
    return new CommentNotifier(this, number);
  }

  private List<Comment> own(long number, String mark) throws InterruptedException {
    List<Comment> marked =
        list(number).stream()
            .filter(comment -> comment.body().startsWith(mark))
            .sorted(Comparator.comparingLong(Comment::id))
            .toList();
    if (marked.isEmpty()) {
      return marked;
    }
    String me = plain(calls.api().login());
    return marked.stream().filter(comment -> plain(comment.by()).equals(me)).toList();
  }

  /** REST and GraphQL do not agree whether an App's login ends so. */
  private static String plain(String login) {
    return login.endsWith("[bot]") ? login.substring(0, login.length() - 5) : login;
  }

  private static String mark(String key) {
    if (key.isBlank() || key.contains("--") || !key.equals(key.strip()) || key.contains(">")) {
      throw new InvalidDefinitionException(
          "key of a comment must be a text without -- and >: '" + key + "'");
    }
    return "<!-- lockflight: " + key + " -->";
  }

  private static String fitting(String body) {
    if (body.length() > Shortened.COMMENT) {
      throw GitHubException.of(
          GitHubException.Kind.TOO_LARGE,
          "a comment has at most "
              + Shortened.COMMENT
              + " characters, not "
              + body.length()
              + "; link to the whole text instead");
    }
    return body;
  }

  /** Changes a comment in place. */
  public Comment change(long id, String body) throws InterruptedException {
    Request request = calls.patch(COMMENT, id).json(Map.of("body", fitting(body))).repeatable();
    return Comment.read(calls.api().json(request, Permission.ISSUES_WRITE));
  }

  /** Removes a comment; nothing happens when it is gone. */
  public void delete(long id) throws InterruptedException {
    Answer unused =
        calls.api().send(calls.delete(COMMENT, id).accepting(404), Permission.ISSUES_WRITE);
  }
}
