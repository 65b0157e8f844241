package dev.lockflight.connector.github;

import dev.lockflight.connector.http.JsonTree;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What guards a branch, by branch protection and rulesets together; as far as the credentials may
 * see.
 *
 * @param reviews how many approvals are required; 0 for none
 * @param checks names of required checks and statuses
 */
public record Protection(int reviews, Set<String> checks, Set<Rule> rules) {
  /** Rules that are on or off. */
  public enum Rule {
    CODE_OWNER_REVIEW,
    CONVERSATIONS_RESOLVED,
    UP_TO_DATE,
    NO_FORCE_PUSH,
    NO_DELETION,
    SIGNED,
    LINEAR_HISTORY,
    /** Administrators are not exempt; rulesets say so by having nobody who may bypass them. */
    FOR_ADMINISTRATORS
  }

  public Protection {
    checks = Collections.unmodifiableSet(new TreeSet<>(checks));
    rules = Collections.unmodifiableSet(new TreeSet<>(rules));
  }

  static Protection none() {
    return new Protection(0, Set.of(), Set.of());
  }

  boolean isNone() {
    return reviews == 0 && checks.isEmpty() && rules.isEmpty();
  }

  /** What holds when both hold. */
  Protection and(Protection other) {
    Set<String> allChecks = new TreeSet<>(checks);
    allChecks.addAll(other.checks);
    Set<Rule> allRules = new TreeSet<>(rules);
    allRules.addAll(other.rules);
    return new Protection(Math.max(reviews, other.reviews), allChecks, allRules);
  }

  /** Of {@code GET …/branches/{branch}/protection}. */
  static Protection ofBranch(JsonTree json) {
    JsonTree reviewing = json.at("required_pull_request_reviews");
    JsonTree checking = json.at("required_status_checks");
    Set<Rule> rules = new TreeSet<>();
    put(rules, Rule.CODE_OWNER_REVIEW, Read.isTrue(reviewing.at("require_code_owner_reviews")));
    put(rules, Rule.CONVERSATIONS_RESOLVED, isOn(json, "required_conversation_resolution"));
    put(rules, Rule.UP_TO_DATE, Read.isTrue(checking.at("strict")));
    put(rules, Rule.NO_FORCE_PUSH, !isOn(json, "allow_force_pushes"));
    put(rules, Rule.NO_DELETION, !isOn(json, "allow_deletions"));
    put(rules, Rule.SIGNED, isOn(json, "required_signatures"));
    put(rules, Rule.LINEAR_HISTORY, isOn(json, "required_linear_history"));
    put(rules, Rule.FOR_ADMINISTRATORS, isOn(json, "enforce_admins"));
    JsonTree count = reviewing.at("required_approving_review_count");
    Set<String> checks = new TreeSet<>();
    checking.at("contexts").items().forEach(item -> checks.add(item.text()));
    checking.at("checks").items().forEach(item -> checks.add(item.at("context").text()));
    return new Protection(count.isPresent() ? (int) count.number() : 0, checks, rules);
  }

  private static boolean isOn(JsonTree json, String name) {
    return Read.isTrue(json.at(name, "enabled"));
  }

  private static void put(Set<Rule> rules, Rule rule, boolean holds) {
    if (holds) {
      rules.add(rule);
    }
  }

  /** Of one element of {@code GET …/rules/branches/{branch}}. */
  static Protection ofRule(JsonTree json) {
    JsonTree parameters = json.at("parameters");
    return switch (json.at("type").text()) {
      case "pull_request" -> ofPullRequestRule(parameters);
      case "required_status_checks" -> {
        Set<String> checks = new TreeSet<>();
        parameters
            .at("required_status_checks")
            .items()
            .forEach(item -> checks.add(item.at("context").text()));
        Set<Rule> rules = new TreeSet<>();
        put(
            rules,
            Rule.UP_TO_DATE,
            Read.isTrue(parameters.at("strict_required_status_checks_policy")));
        yield new Protection(0, checks, rules);
      }
      case "non_fast_forward" -> only(Rule.NO_FORCE_PUSH);
      case "deletion" -> only(Rule.NO_DELETION);
      case "required_signatures" -> only(Rule.SIGNED);
      case "required_linear_history" -> only(Rule.LINEAR_HISTORY);
      default -> none();
    };
  }

  private static Protection ofPullRequestRule(JsonTree parameters) {
    Set<Rule> rules = new TreeSet<>();
    put(rules, Rule.CODE_OWNER_REVIEW, Read.isTrue(parameters.at("require_code_owner_review")));
    put(
        rules,
        Rule.CONVERSATIONS_RESOLVED,
        Read.isTrue(parameters.at("required_review_thread_resolution")));
    JsonTree count = parameters.at("required_approving_review_count");
    return new Protection(count.isPresent() ? (int) count.number() : 0, Set.of(), rules);
  }

  private static Protection only(Rule rule) {
    return new Protection(0, Set.of(), Set.of(rule));
  }
}
