package dev.lockflight.connector.github;

import dev.lockflight.Decision;
import dev.lockflight.connector.http.JsonTree;
import java.util.Set;
import java.util.stream.Collectors;

/** What a required reviewer has answered for environments. */
public record EnvironmentReview(
    String by, Decision.Answer answer, String comment, Set<String> environments) {
  public EnvironmentReview {
    environments = Set.copyOf(environments);
  }

  static EnvironmentReview read(JsonTree json) {
    return new EnvironmentReview(
        Read.login(json.at("user")),
        json.at("state").text().equals("approved")
            ? Decision.Answer.APPROVE
            : Decision.Answer.REJECT,
        Read.text(json.at("comment")),
        json.at("environments").items().stream()
            .map(environment -> environment.at("name").text())
            .collect(Collectors.toSet()));
  }
}
