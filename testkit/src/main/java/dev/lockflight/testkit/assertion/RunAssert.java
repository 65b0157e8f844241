package dev.lockflight.testkit.assertion;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.lockflight.ItemPath;
import dev.lockflight.Notification;
import dev.lockflight.Output;
import dev.lockflight.Savepoint;
import dev.lockflight.StageName;
import dev.lockflight.StageNode;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.RunStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;
import org.assertj.core.api.ObjectAssert;

/**
 * What a run did, and why it stands where it does.
 *
 * <pre>{@code
 * assertThat(run).failed().atGate("row-count").neverStarted("prod_build");
 * assertThat(run).isWaiting().waitsFor("data-owners").neverDeployedTo("prod");
 * }</pre>
 *
 * <p>A step or gate is named {@code "row-count"}, {@code "stg_build/row-count"} or, in full, {@code
 * "stg_build/verify/row-count"}; a matrix cell {@code "tests[python=3.12]"}. A name that the
 * pipeline does not know is an {@link IllegalArgumentException}, so that no assertion holds by a
 * slip of the pen.
 */
public final class RunAssert extends StatusAssert<RunAssert, RunRecord> {
  private RunAssert(RunRecord actual) {
    super(actual, RunAssert.class);
  }

  public static RunAssert of(RunRecord run) {
    return new RunAssert(run);
  }

  @Override
  @CanIgnoreReturnValue
  public RunAssert hasStatus(RunStatus status) {
    return check(
        actual.run().status() == status,
        Mismatch.whereDecided(actual),
        "run " + actual.run().id() + " to be " + status,
        Turning.told(actual));
  }

  @Override
  @CanIgnoreReturnValue
  public RunAssert becauseOf(String text) {
    return check(
        actual.run().isEnded() && actual.run().reason().contains(text),
        Mismatch.whereDecided(actual),
        "run " + actual.run().id() + " to have ended because of '" + text + "'",
        Turning.told(actual));
  }

  /** This gate decided how it ended; or, while it goes on, it is pending. */
  @CanIgnoreReturnValue
  public RunAssert atGate(String gate) {
    return at("gate " + gate, gate, Turning.of(actual).gates());
  }

  /** This step decided how it ended; or, while it goes on, it is under way or waits. */
  @CanIgnoreReturnValue
  public RunAssert atStep(String step) {
    return at("step " + step, step, Turning.of(actual).steps());
  }

  @CanIgnoreReturnValue
  private RunAssert at(String what, String name, List<ItemPath> places) {
    return check(
        places.stream().anyMatch(place -> Items.isMeant(place, name)),
        Mismatch.whereDecided(actual),
        "run " + actual.run().id() + " to be " + actual.run().status() + " at " + what,
        Turning.told(actual));
  }

  /** A gate, an approval or a step of this name is what it waits for, perhaps among others. */
  @CanIgnoreReturnValue
  public RunAssert waitsFor(String gateOrStep) {
    Waiting waiting = new Waiting(actual);
    return check(
        waiting.isFor(gateOrStep),
        Mismatch.whereDecided(actual),
        "run " + actual.run().id() + " to wait for " + gateOrStep,
        waiting.told());
  }

  /** Another run is using the environment. */
  @CanIgnoreReturnValue
  public RunAssert waitsForLockOf(String environment) {
    Waiting waiting = new Waiting(actual);
    return check(
        waiting.isForLockOf(Ledgers.known(actual.pipeline(), environment)),
        Mismatch.whereDecided(actual),
        "run " + actual.run().id() + " to wait for the lock of " + environment,
        waiting.told());
  }

  /** The environment is pinned to another release. */
  @CanIgnoreReturnValue
  public RunAssert waitsForPinOf(String environment) {
    return check(KeptOut.byPin(actual, environment));
  }

  /** Automation is held in front of the environment. */
  @CanIgnoreReturnValue
  public RunAssert waitsForHoldOf(String environment) {
    return check(KeptOut.byHold(actual, environment));
  }

  /** Its release is vetoed there, so it has ended REJECTED. */
  @CanIgnoreReturnValue
  public RunAssert wasVetoedIn(String environment) {
    return check(KeptOut.byVeto(actual, environment));
  }

  private RunAssert check(KeptOut kept) {
    String expected = "run " + actual.run().id() + " to " + kept.expected();
    return check(kept.holds(), Mismatch.whereDecided(actual), expected, Turning.told(actual));
  }

  /** The earliest moment at which time alone can let it go on. */
  @CanIgnoreReturnValue
  public RunAssert waitsUntil(Instant moment) {
    Optional<Instant> until = new Waiting(actual).until();
    return check(
        until.filter(moment::equals).isPresent(),
        Mismatch.whereDecided(actual),
        "run " + actual.run().id() + " to wait until " + moment,
        until.map(at -> "it waits until " + at).orElse("no time alone lets it go on"));
  }

  /** None of the stages, nor a cell of them, got past its entry gates. */
  @CanIgnoreReturnValue
  public RunAssert neverStarted(String... stages) {
    for (String stage : stages) {
      for (StageNode node : new Items(actual.pipeline()).nodes(stage)) {
        stageAssert(node.name()).neverStarted();
      }
    }
    return this;
  }

  /** Each of these stages or steps had ended before the next one began. */
  @CanIgnoreReturnValue
  public RunAssert ranInOrder(String... stagesOrSteps) {
    Optional<String> disorder = new Sequence(actual).disorder(List.of(stagesOrSteps));
    return check(
        disorder.isEmpty(),
        Mismatch.in(actual),
        String.join(", then ", stagesOrSteps),
        disorder.orElse(""));
  }

  /** What this run left there is the deployed, perhaps verified, release. */
  @CanIgnoreReturnValue
  public RunAssert deployedTo(String environment) {
    return check(
        Ledgers.isDeployed(actual, environment),
        Mismatch.in(actual),
        "run " + actual.run().id() + " to have deployed into " + environment,
        Ledgers.told(actual, environment));
  }

  /** Nothing was written there: no deployment even began. */
  @CanIgnoreReturnValue
  public RunAssert neverDeployedTo(String environment) {
    return check(
        Ledgers.states(actual, environment).isEmpty(),
        Mismatch.in(actual),
        "run " + actual.run().id() + " to deploy nothing into " + environment,
        Ledgers.told(actual, environment));
  }

  /** The states of its deployments there, oldest first. */
  public ListAssert<dev.lockflight.Deployment.State> deploymentsTo(String environment) {
    return Assertions.assertThat(Ledgers.states(actual, environment))
        .as("deployments to %s in%n%s", environment, actual.outline());
  }

  /** The value under this key; the key must have been written once. */
  public <T> ObjectAssert<T> output(Output<T> key) {
    return Assertions.assertThat(Outputs.of(actual, key, null))
        .as("output %s in%n%s", key.name(), actual.outline());
  }

  /** The value that this stage, or cell, wrote under the key. */
  public <T> ObjectAssert<T> output(Output<T> key, String writer) {
    return Assertions.assertThat(Outputs.of(actual, key, StageName.of(writer)))
        .as("output %s of %s in%n%s", key.name(), writer, actual.outline());
  }

  /** The restore point was taken, and everything in it can be restored. */
  @CanIgnoreReturnValue
  public RunAssert tookSavepoint(Output<Savepoint> key) {
    Savepoint taken = Outputs.of(actual, key, null);
    return check(
        taken.isRestorable(),
        Mismatch.in(actual),
        "savepoint " + key.name() + " to be restorable",
        "it is not: " + taken.relations());
  }

  public StageAssert stage(String stage) {
    return stageAssert(new Items(actual.pipeline()).stage(stage));
  }

  private StageAssert stageAssert(StageName stage) {
    return new StageAssert(actual, stage);
  }

  public StepAssert step(String step) {
    return new StepAssert(actual, new Items(actual.pipeline()).step(step));
  }

  public GateAssert gate(String gate) {
    return new GateAssert(actual, new Items(actual.pipeline()).gate(gate));
  }

  /** Everything people were asked and said under this name, in whichever stage. */
  public ApprovalAssert approval(String approval) {
    return ApprovalAssert.of(actual, approval);
  }

  /** The channel has taken one notification of each of these events at least. */
  @CanIgnoreReturnValue
  public RunAssert notified(String channel, Notification.Event... events) {
    Notified told = new Notified(actual);
    for (Notification.Event event : events) {
      check(
          told.wasSent(channel, event),
          Mismatch.in(actual),
          "channel " + channel + " to have been told " + event,
          told.told());
    }
    return this;
  }

  /** The channel has taken none of these events; of none at all when none is named. */
  @CanIgnoreReturnValue
  public RunAssert neverNotified(String channel, Notification.Event... events) {
    Notified told = new Notified(actual);
    for (Notification.Event event : events.length == 0 ? Notification.Event.values() : events) {
      check(
          !told.wasSent(channel, event),
          Mismatch.in(actual),
          "channel " + channel + " never to have been told " + event,
          told.told());
    }
    return this;
  }

  public ListAssert<JournalEntry> journal() {
    return Assertions.assertThat(actual.journal()).as("journal of%n%s", actual.outline());
  }

  /**
   * Its journal is, event by event, the one in this file. To write the file, run the test once with
   * {@code -Dlockflight.golden=write}, and read what it wrote before it is kept.
   */
  @CanIgnoreReturnValue
  public RunAssert hasJournal(Path golden) {
    GoldenJournal stored = new GoldenJournal(golden);
    if (GoldenJournal.isToBeWritten()) {
      stored.write(actual.journal());
      return this;
    }
    Optional<String> difference = stored.difference(actual.journal());
    return check(
        difference.isEmpty(),
        Mismatch.in(actual),
        "run " + actual.run().id() + " to have the journal " + golden,
        difference.orElse(""));
  }

  @CanIgnoreReturnValue
  private RunAssert check(boolean holds, Mismatch mismatch, String expected, String but) {
    if (!holds) {
      throw failure("%s", mismatch.text(expected, but));
    }
    return this;
  }
}
