package dev.lockflight;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * A commit as a source of commits tells of it. Immutable.
 *
 * @param commit its full id
 * @param by who brought it, as far as the source knows; {@link Principal#ENGINE} when it does not
 * @param authors logins; empty when the source does not know any
 */
public record Revision(String commit, Principal by, Set<String> authors) {
  public Revision {
    NameRule.check("commit", commit);
    authors = Collections.unmodifiableSet(new TreeSet<>(authors));
  }

  /** A commit nothing else is known of. */
  public static Revision of(String commit) {
    return new Revision(commit, Principal.ENGINE, Set.of());
  }

  @Override
  public String toString() {
    return commit.length() > 12 ? commit.substring(0, 12) : commit;
  }
}
