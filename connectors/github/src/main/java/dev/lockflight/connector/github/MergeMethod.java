package dev.lockflight.connector.github;

import java.util.Locale;

/** How a pull request becomes commits of its base. */
public enum MergeMethod {
  MERGE,
  SQUASH,
  REBASE;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
