package dev.lockflight.connector.github;

import dev.lockflight.connector.http.JsonTree;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pull request. Immutable.
 *
 * @param mergeable whether it can be merged; null while GitHub finds out
 */
public record PullRequest(
    long number, State state, Words words, Branch head, Branch base, @Nullable Boolean mergeable) {
  /** What has become of it. */
  public enum State {
    DRAFT,
    OPEN,
    MERGED,
    CLOSED
  }

  /** What people wrote, and who began it. */
  public record Words(
      String title, String body, String author, List<String> labels, @Nullable URI link) {
    public Words {
      labels = List.copyOf(labels);
    }
  }

  /**
   * One of its two ends.
   *
   * @param repository empty when the fork is gone
   */
  public record Branch(String name, String sha, String repository) {
    static Branch read(JsonTree json) {
      return new Branch(
          json.at("ref").text(), json.at("sha").text(), Read.text(json.at("repo", "full_name")));
    }
  }

  public boolean isOpen() {
    return state == State.OPEN || state == State.DRAFT;
  }

  /** Whether it comes from another repository, whose authors may be strangers. */
  public boolean isFromFork() {
    return !head.repository().equals(base.repository());
  }

  static PullRequest read(JsonTree json) {
    return new PullRequest(
        json.at("number").number(),
        state(json),
        new Words(
            json.at("title").text(),
            Read.text(json.at("body")),
            Read.login(json.at("user")),
            json.at("labels").items().stream().map(label -> label.at("name").text()).toList(),
            Read.uri(json.at("html_url"))),
        Branch.read(json.at("head")),
        Branch.read(json.at("base")),
        json.at("mergeable").isPresent() ? json.at("mergeable").isTrue() : null);
  }

  private static State state(JsonTree json) {
    if (json.at("merged_at").isPresent()) {
      return State.MERGED;
    }
    if (!json.at("state").text().equals("open")) {
      return State.CLOSED;
    }
    return Read.isTrue(json.at("draft")) ? State.DRAFT : State.OPEN;
  }

  @Override
  public String toString() {
    return "#" + number + " " + words.title();
  }
}
