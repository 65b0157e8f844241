package dev.lockflight;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The immutable bundle that is promoted: a git commit and the digests of what was built from it.
 *
 * @param commit the full git commit id, or another id that always means the same source
 * @param artifacts digests by name, for example {@code image → sha256:…}; steps may add to them
 */
public record Release(String commit, Map<String, String> artifacts) {
  public Release {
    NameRule.check("commit", commit);
    artifacts = Collections.unmodifiableMap(new TreeMap<>(artifacts));
  }

  public static Release of(String commit) {
    return new Release(commit, Map.of());
  }

  /** This release with one more artifact, or with that artifact's digest replaced. */
  public Release with(String artifact, String digest) {
    Map<String, String> all = new TreeMap<>(artifacts);
    all.put(artifact, digest);
    return new Release(commit, all);
  }

  /** The content address: two releases with equal digests are the same release. */
  public Digest digest() {
    return Digest.of(commit + "\n" + artifacts);
  }

  @Override
  public String toString() {
    return commit.length() > 12 ? commit.substring(0, 12) : commit;
  }
}
