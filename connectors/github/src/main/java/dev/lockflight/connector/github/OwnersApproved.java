package dev.lockflight.connector.github;

import dev.lockflight.Evidence;
import dev.lockflight.Verdict;
import dev.lockflight.connector.http.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether each changed file has an approval by one of its owners. */
record OwnersApproved(RepositoryCalls calls, PullRequest pull, Set<String> approving) {
  Verdict judge(Instant again, Evidence seen) throws InterruptedException {
    Optional<CodeOwners> owners = CodeOwners.find(calls, pull.base().name());
    if (owners.isEmpty()) {
      return Verdict.errored(
          "there is no CODEOWNERS at " + pull.base().name() + ", so nobody knows who owns what",
          seen);
    }
    List<ChangedFile> files = new PullRequests(calls).files(pull.number());
    if (files.size() >= PullRequests.MOST_FILES) {
      return Verdict.errored("GitHub lists only 3,000 of its files; split " + pull, seen);
    }
    Map<Set<String>, String> open = new LinkedHashMap<>();
    for (ChangedFile file : files) {
      Set<String> wanted = owners.get().of(file.path());
      if (!wanted.isEmpty() && !isApproved(wanted)) {
        open.putIfAbsent(wanted, file.path());
      }
    }
    List<Evidence> evidence = new ArrayList<>(List.of(seen));
    open.forEach(
        (who, path) ->
            evidence.add(Evidence.of("owners of " + path, "no approval", who, "CODEOWNERS")));
    return open.isEmpty()
        ? Verdict.of(Verdict.Status.PASSED, "people and code owners approved " + pull, evidence)
        : Verdict.pendingUntil(again, "waits for an approval of the owners " + open.keySet())
            .withEvidence(evidence);
  }

  private boolean isApproved(Set<String> owners) throws InterruptedException {
    for (String owner : owners) {
      if (isApprovedBy(owner)) {
        return true;
      }
    }
    return false;
  }

  private boolean isApprovedBy(String owner) throws InterruptedException {
    String name = owner.startsWith("@") ? owner.substring(1) : owner;
    int slash = name.indexOf('/');
    if (slash < 0) {
      return approving.stream().anyMatch(name::equalsIgnoreCase);
    }
    for (String login : approving) {
      if (isMember(name.substring(0, slash), name.substring(slash + 1), login)) {
        return true;
      }
    }
    return false;
  }

  private boolean isMember(String organization, String team, String login)
      throws InterruptedException {
    Request request =
        Request.get(
            "/orgs/{org}/teams/{team_slug}/memberships/{username}", organization, team, login);
    return calls
        .api()
        .find(request, Permission.MEMBERS_READ)
        .filter(membership -> membership.at("state").text().equals("active"))
        .isPresent();
  }
}
