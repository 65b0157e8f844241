package dev.lockflight.connector.cli;

import dev.lockflight.run.Run;

/** Looks after what a run wants from people while it is watched. */
interface Attendant {
  /** Nobody is there: others must answer. */
  Attendant NOBODY = run -> {};

  /** Called a few times a second with the run as it stands; must not block. */
  void look(Run run);
}
