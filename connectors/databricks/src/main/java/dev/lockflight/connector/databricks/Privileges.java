package dev.lockflight.connector.databricks;

import java.util.Set;

/**
 * What one user, group or service principal may do.
 *
 * @param names as the API writes them: {@code USE_SCHEMA}, {@code SELECT} ...
 */
public record Privileges(String principal, Set<String> names) {
  private static final String ALL = "ALL_PRIVILEGES";

  public Privileges {
    names = Set.copyOf(names);
  }

  /** Whether this is among them, or all are. */
  public boolean include(String privilege) {
    return names.contains(privilege) || names.contains(ALL);
  }
}
