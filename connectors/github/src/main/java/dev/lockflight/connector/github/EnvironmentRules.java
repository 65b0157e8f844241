package dev.lockflight.connector.github;

import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.connector.http.JsonTree;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What guards an environment of GitHub.
 *
 * @param delay before a job may begin, at most 30 days, in whole minutes
 * @param reviewers of whom one must approve, at most 6
 * @param preventSelfReview whether who started the job may not approve it
 */
public record EnvironmentRules(
    Duration delay, List<Reviewer> reviewers, boolean preventSelfReview, Branches branches) {
  /** Which branches may deploy. */
  public enum Branches {
    ANY,
    PROTECTED,
    /** Those that match patterns of the environment. */
    SELECTED
  }

  /** A user or a team, by the number GitHub knows it by. */
  public record Reviewer(Kind kind, long id, String name) {
    /** What it is. */
    public enum Kind {
      USER,
      TEAM
    }

    public static Reviewer user(long id) {
      return new Reviewer(Kind.USER, id, "");
    }

    public static Reviewer team(long id) {
      return new Reviewer(Kind.TEAM, id, "");
    }

    static Reviewer read(JsonTree json) {
      boolean team = json.at("type").text().equals("Team");
      JsonTree who = json.at("reviewer");
      return new Reviewer(
          team ? Kind.TEAM : Kind.USER,
          who.at("id").number(),
          Read.text(team ? who.at("slug") : who.at("login")));
    }
  }

  public EnvironmentRules {
    reviewers = List.copyOf(reviewers);
    if (delay.isNegative() || delay.compareTo(Duration.ofDays(30)) > 0 || reviewers.size() > 6) {
      throw new InvalidDefinitionException(
          "an environment waits at most 30 days and has at most 6 reviewers: "
              + delay
              + ", "
              + reviewers.size());
    }
  }

  public static EnvironmentRules none() {
    return new EnvironmentRules(Duration.ZERO, List.of(), false, Branches.ANY);
  }

  public EnvironmentRules reviewedBy(Reviewer... people) {
    return new EnvironmentRules(delay, List.of(people), preventSelfReview, branches);
  }

  public EnvironmentRules notByWhoStarted() {
    return new EnvironmentRules(delay, reviewers, true, branches);
  }

  public EnvironmentRules waiting(Duration time) {
    return new EnvironmentRules(time, reviewers, preventSelfReview, branches);
  }

  public EnvironmentRules from(Branches which) {
    return new EnvironmentRules(delay, reviewers, preventSelfReview, which);
  }

  static EnvironmentRules read(JsonTree json) {
    EnvironmentRules rules = none();
    for (JsonTree rule : json.at("protection_rules").items()) {
      String type = rule.at("type").text();
      if (type.equals("wait_timer")) {
        rules = rules.waiting(Duration.ofMinutes(rule.at("wait_timer").number()));
      } else if (type.equals("required_reviewers")) {
        List<Reviewer> people = rule.at("reviewers").items().stream().map(Reviewer::read).toList();
        boolean self = Read.isTrue(rule.at("prevent_self_review"));
        rules = new EnvironmentRules(rules.delay, people, self, rules.branches);
      }
    }
    JsonTree policy = json.at("deployment_branch_policy");
    return !policy.isPresent()
        ? rules
        : rules.from(
            Read.isTrue(policy.at("protected_branches")) ? Branches.PROTECTED : Branches.SELECTED);
  }

  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("wait_timer", delay.toMinutes());
    fields.put("prevent_self_review", preventSelfReview);
    fields.put(
        "reviewers",
        reviewers.stream()
            .map(
                who ->
                    Map.of(
                        "type", who.kind() == Reviewer.Kind.TEAM ? "Team" : "User", "id", who.id()))
            .toList());
    if (branches != Branches.ANY) {
      fields.put(
          "deployment_branch_policy",
          Map.of(
              "protected_branches", branches == Branches.PROTECTED,
              "custom_branch_policies", branches == Branches.SELECTED));
    }
    return fields;
  }
}
