package dev.lockflight.engine;

import dev.lockflight.Cause;
import dev.lockflight.Release;
import dev.lockflight.Revision;
import dev.lockflight.Revisions;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A branch of a repository. */
record WatchedBranch(Revisions revisions, String name) {
  Revision head() throws IOException, InterruptedException {
    return revisions
        .head(name)
        .orElseThrow(
            () ->
                new IOException(
                    "there is no branch " + name + " in " + revisions.name() + "; check its name"));
  }

  /** The head with the authors of everything that came since; more than its last commit may. */
  Revision headSince(Optional<String> before) throws IOException, InterruptedException {
    Revision head = head();
    if (before.isEmpty() || before.get().equals(head.commit())) {
      return head;
    }
    Set<String> all = new TreeSet<>(head.authors());
    all.addAll(revisions.authors(before.get(), head.commit()));
    return new Revision(head.commit(), head.by(), all);
  }

  /** The occurrence as it is told by whoever saw the branch come to this commit. */
  Occurrence push(Revision head) {
    Cause cause = Cause.push(name, head.by()).withAuthors(head.authors().toArray(new String[0]));
    return Occurrence.of(cause, Release.of(head.commit()));
  }

  @Override
  public String toString() {
    return name + " of " + revisions.name();
  }
}
