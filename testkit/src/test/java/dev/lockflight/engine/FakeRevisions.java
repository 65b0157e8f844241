package dev.lockflight.engine;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.lockflight.Principal;
import dev.lockflight.Revision;
import dev.lockflight.Revisions;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A repository of the test's. */
final class FakeRevisions implements Revisions {
  private final Map<String, Revision> heads = new HashMap<>();
  boolean isDown;
  boolean knowsAuthors = true;
  int asked;

  @CanIgnoreReturnValue
  FakeRevisions at(String branch, String commit) {
    heads.put(branch, new Revision(commit, Principal.of("ann"), Set.of("ann")));
    return this;
  }

  @Override
  public String name() {
    return "acme/analytics";
  }

  @Override
  public Optional<Revision> head(String branch) throws IOException {
    asked++;
    if (isDown) {
      throw new IOException("connection refused");
    }
    return Optional.ofNullable(heads.get(branch));
  }

  @Override
  public Optional<Revision> tagged(String tag) {
    return Optional.empty();
  }

  @Override
  public boolean knowsAuthors() {
    return knowsAuthors;
  }

  @Override
  public Set<String> authors(String before, String commit) {
    return Set.of("author of " + before + ".." + commit);
  }
}
