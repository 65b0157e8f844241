package dev.lockflight.connector.github.webhook;

import java.util.Set;

/** Who may give commands by comments. */
record CommandRule(Set<String> logins) {
  private static final Set<String> COLLABORATORS = Set.of("OWNER", "MEMBER", "COLLABORATOR");

  static CommandRule ofCollaborators() {
    return new CommandRule(Set.of());
  }

  static CommandRule of(String... logins) {
    return new CommandRule(Set.of(logins));
  }

  boolean allows(String login, String association) {
    return logins.isEmpty()
        ? COLLABORATORS.contains(association)
        : logins.stream().anyMatch(login::equalsIgnoreCase);
  }
}
