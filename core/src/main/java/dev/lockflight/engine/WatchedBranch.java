package dev.lockflight.engine;

import dev.lockflight.Cause;
import dev.lockflight.Release;
import dev.lockflight.Revision;
import dev.lockflight.Revisions;
import java.io.IOException;

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
