package dev.lockflight.connector.github.webhook;

import java.util.Set;

/**
 * Who may give commands by comments: these logins, or, when none is named, owners, members and
 * collaborators of the repository.
 */
public record CommandRule(Set<String> logins) {
  private static final Set<String> COLLABORATORS = Set.of("OWNER", "MEMBER", "COLLABORATOR");

  public CommandRule {
    logins = Set.copyOf(logins);
  }

  public static CommandRule ofCollaborators() {
    return new CommandRule(Set.of());
  }

  public static CommandRule of(String... logins) {
    return new CommandRule(Set.of(logins));
  }

  /**
   * Whether this account may.
   *
   * @param association GitHub's {@code author_association}
   */
  public boolean allows(String login, String association) {
    return logins.isEmpty()
        ? COLLABORATORS.contains(association)
        : logins.stream().anyMatch(login::equalsIgnoreCase);
  }
}
