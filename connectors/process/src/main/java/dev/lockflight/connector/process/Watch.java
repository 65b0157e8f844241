package dev.lockflight.connector.process;

import dev.lockflight.StepContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a running command until it has ended, and with it all its processes.
 *
 * <p>The step's own thread does it all, by asking the pipes what they have and waiting a little
 * when they have nothing. Threads that block on a pipe would be two for each command, could not be
 * interrupted, and would stay for as long as any orphan holds the pipe open; a file between the two
 * would have to hold all of the output, with its secrets.
 */
final class Watch {
  /** How a command came to its end. */
  enum Ending {
    BY_ITSELF,
    TIMEOUT,
    INTERRUPTED
  }

  /**
   * The end.
   *
   * @param exitCode means nothing unless the command ended by itself
   */
  record End(Ending how, int exitCode) {}

  private static final Duration LEFT_BEHIND = Duration.ofSeconds(1);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final int LAST_ROUNDS = 1024;

  private final Process process;
  private final Reading reading;
  private final Recorder recorder;
  private final CommandLog log;
  private final ProcessTree tree;
  private final TreeStop stop;
  private final Pace pace = new Pace();
  private @Nullable RuntimeException failure;
  private @Nullable Error error;

  Watch(Process process, Mark mark, Reading reading, Recorder recorder, CommandLog log) {
    this.process = process;
    this.reading = reading;
    this.recorder = recorder;
    this.log = log;
    this.tree = ProcessTree.below(process.toHandle(), mark::isOn);
    this.stop = new TreeStop(tree, this::read);
  }

  /** Throws what the listener threw, when all processes have ended. */
  End untilEnd(Limits limits, StepContext context) {
    Ending ending = await(limits, context);
    end(ending, limits.grace());
    reading.close();
    rethrow();
    Ending how = stop.wasInterrupted() ? Ending.INTERRUPTED : ending;
    return new End(how, process.isAlive() ? -1 : process.exitValue());
  }

  private Ending await(Limits limits, StepContext context) {
    try {
      Instant begun = context.now();
      Instant looked = begun;
      while (process.isAlive() && failure == null && error == null) {
        Instant now = context.now();
        if (limits.timeout() != null && !now.isBefore(begun.plus(limits.timeout()))) {
          return Ending.TIMEOUT;
        }
        if (Duration.between(looked, now).compareTo(LOOK) >= 0) {
          looked = now;
          var unused = tree.look();
        }
        if (Thread.interrupted()) {
          return Ending.INTERRUPTED;
        }
        readOrRest();
      }
    } catch (InterruptedException e) {
      return Ending.INTERRUPTED;
    } catch (RuntimeException e) {
      failed(e);
    }
    return Ending.BY_ITSELF;
  }

  private void readOrRest() throws InterruptedException {
    if (read()) {
      pace.hurry();
      return;
    }
    log.flush();
    long rested = pace.rest(process);
    guarded(() -> reading.silentFor(rested));
  }

  /** Reads some output; whatever the listener throws is kept until all processes have ended. */
  private boolean read() {
    boolean[] any = new boolean[1];
    guarded(() -> any[0] = reading.pump());
    return any[0];
  }

  private void guarded(Runnable part) {
    try {
      part.run();
    } catch (RuntimeException e) {
      failed(e);
    } catch (Error e) {
      error = error == null ? e : error;
      recorder.silence();
    }
  }

  private void failed(RuntimeException e) {
    failure = failure == null ? e : failure;
    recorder.silence();
  }

  private void end(Ending ending, Duration grace) {
    boolean byItself = ending == Ending.BY_ITSELF && failure == null && error == null;
    boolean over = byItself && stop.isOver(LEFT_BEHIND);
    if (!over) {
      List<ProcessHandle> left = tree.look();
      if (byItself && !left.isEmpty()) {
        guarded(
            () ->
                recorder.note(
                    "stopping what the command left running: " + ProcessTree.describe(left)));
      }
      List<ProcessHandle> alive = stop.stop(grace);
      over = alive.isEmpty();
      if (!over) {
        guarded(() -> recorder.note("could not be stopped: " + ProcessTree.describe(alive)));
      }
    }
    int rounds = 0;
    while (read() && (over || rounds < LAST_ROUNDS)) {
      rounds++;
    }
    guarded(reading::end);
  }

  private void rethrow() {
    if (error != null) {
      throw error;
    }
    if (failure != null) {
      throw failure;
    }
  }
}
