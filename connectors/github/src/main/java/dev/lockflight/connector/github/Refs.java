package dev.lockflight.connector.github;

import dev.lockflight.Call;
import dev.lockflight.connector.http.Answer;
import dev.lockflight.connector.http.Request;
import java.util.Map;
import java.util.Optional;

/** Branches and tags as git has them: names of commits. Thread-safe. */
public final class Refs {
  private final RepositoryCalls calls;

  Refs(RepositoryCalls calls) {
    this.calls = calls;
  }

  /**
   * The object a ref names; empty when there is none.
   *
   * @param ref for example {@code heads/main} or {@code tags/v1}
   */
  public Optional<String> find(String ref) throws InterruptedException {
    return calls
        .api()
        .find(calls.get("/git/ref/{ref}", bare(ref)), Permission.CONTENTS_READ)
        .map(json -> json.at("object", "sha").text());
  }

  /**
   * Creates a ref; nothing happens when it names this commit already.
   *
   * @throws GitHubException CONFLICT when it names another
   */
  public void create(String ref, String sha) throws InterruptedException {
    Request request =
        calls.post("/git/refs").json(Map.of("ref", "refs/" + bare(ref), "sha", sha)).repeatable();
    try {
      Answer unused = calls.api().send(request, Permission.CONTENTS_WRITE);
    } catch (GitHubException e) {
      Optional<String> existing =
          e.kind() == GitHubException.Kind.INVALID ? find(ref) : Optional.empty();
      if (existing.isEmpty()) {
        throw e;
      }
      if (!existing.get().equals(sha)) {
        throw GitHubException.of(
            GitHubException.Kind.CONFLICT,
            ref
                + " of "
                + calls.name()
                + " is there already, at "
                + existing.get()
                + ", not at "
                + sha);
      }
    }
  }

  /** Moves a branch forward. */
  public void move(String ref, String sha) throws InterruptedException {
    Request request =
        calls
            .patch("/git/refs/{ref}", bare(ref))
            .json(Fields.of("sha", sha).and("force", false).map())
            .repeatable();
    Answer unused = calls.api().send(request, Permission.CONTENTS_WRITE);
  }

  /** Nothing happens when it is not there. */
  public void delete(String ref) throws InterruptedException {
    Request request = calls.delete("/git/refs/{ref}", bare(ref));
    try {
      Answer unused = calls.api().send(request, Permission.CONTENTS_WRITE);
    } catch (GitHubException e) {
      if (find(ref).isPresent()) {
        throw e;
      }
    }
  }

  /** An annotated tag; nothing happens when a tag of this name marks this commit already. */
  public void tag(String name, String sha, String message) throws InterruptedException {
    Optional<String> existing = find("tags/" + name);
    if (existing.isPresent()) {
      refuseOther(name, sha, existing.get());
      return;
    }
    Request request =
        calls
            .post("/git/tags")
            .json(
                Fields.of("tag", name)
                    .and("message", message)
                    .and("object", sha)
                    .and("type", "commit")
                    .map())
            .repeatable(); // the same tag object, as long as nothing names it
    String object = calls.api().json(request, Permission.CONTENTS_WRITE).at("sha").text();
    create("tags/" + name, object);
  }

  private void refuseOther(String tag, String sha, String object) throws InterruptedException {
    String marked =
        calls
            .api()
            .find(calls.get("/git/tags/{tag_sha}", object), Permission.CONTENTS_READ)
            .map(json -> json.at("object", "sha").text())
            .orElse(object); // a light tag names the commit itself
    if (!marked.equals(sha)) {
      throw GitHubException.of(
          GitHubException.Kind.CONFLICT,
          "tag "
              + tag
              + " of "
              + calls.name()
              + " marks "
              + marked
              + ", not "
              + sha
              + "; choose another");
    }
  }

  /** A step that tags the commit of the run's release. */
  public Call<String> tagRelease(String name, String message) {
    return GitHubCall.of(
        "tag " + name.replace('/', ' '),
        "tag the release " + name + " in " + calls.name(),
        context -> {
          tag(name, context.release().commit(), message);
          return name;
        });
  }

  private static String bare(String ref) {
    return ref.startsWith("refs/") ? ref.substring("refs/".length()) : ref;
  }
}
