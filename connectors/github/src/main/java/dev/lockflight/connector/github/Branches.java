package dev.lockflight.connector.github;

import dev.lockflight.Call;
import dev.lockflight.connector.http.Answer;
import dev.lockflight.connector.http.Request;
import java.util.List;
import java.util.Optional;

/** Branches, what guards them, and merges of one into another. Thread-safe. */
public final class Branches {
  private final RepositoryCalls calls;

  Branches(RepositoryCalls calls) {
    this.calls = calls;
  }

  /** The commit the branch is at. */
  public String head(String branch) throws InterruptedException {
    Request request = calls.get("/branches/{branch}", branch);
    return calls.api().json(request, Permission.CONTENTS_READ).at("commit", "sha").text();
  }

  /**
   * What guards the branch, by branch protection and by rulesets.
   *
   * @throws GitHubException PERMISSION when the credentials may not see the branch protection
   */
  public Protection protection(String branch) throws InterruptedException {
    Protection all =
        calls
            .api()
            .find(
                calls.get("/branches/{branch}/protection", branch), Permission.ADMINISTRATION_READ)
            .map(Protection::ofBranch)
            .orElse(Protection.none());
    List<Protection> rules =
        calls
            .api()
            .all(
                calls.get("/rules/branches/{branch}", branch),
                "",
                Protection::ofRule,
                Permission.METADATA_READ);
    for (Protection rule : rules) {
      all = all.and(rule);
    }
    return all;
  }

  /**
   * Merges a branch or commit into a branch. Repeating it finds it merged.
   *
   * @return the merge commit; empty when there was nothing to merge
   * @throws GitHubException CONFLICT when people have to resolve something
   */
  public Optional<String> merge(String base, String head, String message)
      throws InterruptedException {
    Request request =
        calls
            .post("/merges")
            .json(Fields.of("base", base).and("head", head).andIf("commit_message", message).map())
            .repeatable();
    Answer answer = calls.api().send(request, Permission.CONTENTS_WRITE);
    return answer.status() == 204 ? Optional.empty() : Optional.of(answer.json().at("sha").text());
  }

  /** A step that merges the commit of the run's release into the branch. */
  public Call<Merged> mergeReleaseInto(String base) {
    return GitHubCall.of(
        "merge into " + base.replace('/', ' '),
        "merge the release into " + base + " of " + calls.name(),
        context -> {
          String sha = context.release().commit();
          Optional<String> merged = merge(base, sha, "");
          return new Merged(merged.orElse(""), merged.isEmpty());
        });
  }
}
