package dev.lockflight.connector.github;

import dev.lockflight.Principal;
import dev.lockflight.Revision;
import dev.lockflight.Revisions;
import dev.lockflight.connector.http.Answer;
import dev.lockflight.connector.http.JsonTree;
import dev.lockflight.connector.http.Request;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The commits of a repository, with the logins GitHub knows. A branch that has not moved answers
 * 304, which costs no quota.
 */
final class GitHubRevisions implements Revisions {
  private final RepositoryCalls calls;
  private final Map<String, Answer> known = new ConcurrentHashMap<>();

  GitHubRevisions(RepositoryCalls calls) {
    this.calls = calls;
  }

  @Override
  public String name() {
    return "GitHub " + calls.name();
  }

  @Override
  public Optional<Revision> head(String branch) throws InterruptedException {
    Request request = calls.get("/branches/{branch}", branch).accepting(404);
    Answer answer = calls.api().refreshed(request, known.get(branch), Permission.CONTENTS_READ);
    if (answer.status() == 404) {
      var unused = known.remove(branch);
      return Optional.empty();
    }
    known.put(branch, answer);
    return Optional.of(revision(answer.json().at("commit")));
  }

  private static Revision revision(JsonTree commit) {
    Optional<String> author = commit.at("author", "login").optionalText();
    return new Revision(
        commit.at("sha").text(),
        author.map(login -> new Principal(login, Set.of(), "github")).orElse(Principal.ENGINE),
        author.map(Set::of).orElse(Set.of()));
  }

  /** The tag's commit; an annotated tag is an object of its own. */
  @Override
  public Optional<Revision> tagged(String tag) throws InterruptedException {
    Optional<JsonTree> ref =
        calls.api().find(calls.get("/git/ref/{ref}", "tags/" + tag), Permission.CONTENTS_READ);
    if (ref.isEmpty()) {
      return Optional.empty();
    }
    JsonTree object = ref.get().at("object");
    return object.at("type").text().equals("tag")
        ? calls
            .api()
            .find(
                calls.get("/git/tags/{tag_sha}", object.at("sha").text()), Permission.CONTENTS_READ)
            .map(annotated -> Revision.of(annotated.at("object", "sha").text()))
        : Optional.of(Revision.of(object.at("sha").text()));
  }

  @Override
  public boolean knowsAuthors() {
    return true;
  }

  /** Empty when {@code before} is gone, as after a forced push. */
  @Override
  public Set<String> authors(String before, String commit) throws InterruptedException {
    try {
      return new TreeSet<>(
          calls
              .api()
              .all(
                  calls.get("/compare/{basehead}", before + "..." + commit),
                  "commits",
                  each -> each.at("author", "login").optionalText(),
                  Permission.CONTENTS_READ)
              .stream()
              .flatMap(Optional::stream)
              .toList());
    } catch (GitHubException e) {
      if (e.kind() == GitHubException.Kind.NOT_FOUND) {
        return Set.of();
      }
      throw e;
    }
  }

  @Override
  public String toString() {
    return name();
  }
}
