package dev.lockflight.artifact;

import dev.lockflight.LockflightException;
import java.util.List;
import java.util.stream.Collectors;

/** A set whose files are not the ones that were published: cut short, mixed or changed. */
public final class TornArtifactsException extends LockflightException {
  private final ArtifactSet set;
  private final List<Damage> damages;

  TornArtifactsException(ArtifactSet set, List<Damage> damages) {
    super(
        "artifacts of "
            + set
            + " are damaged: "
            + damages.stream().map(Damage::toString).collect(Collectors.joining(", "))
            + "; publish them again in that run, point to another set, or repair the environment");
    this.set = set;
    this.damages = List.copyOf(damages);
  }

  public ArtifactSet set() {
    return set;
  }

  /** Every file that is wrong, and how. */
  public List<Damage> damages() {
    return damages;
  }
}
