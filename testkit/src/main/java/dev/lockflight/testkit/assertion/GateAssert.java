package dev.lockflight.testkit.assertion;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.lockflight.Evidence;
import dev.lockflight.GateContext;
import dev.lockflight.ItemPath;
import dev.lockflight.Verdict;
import dev.lockflight.run.GateRun;
import dev.lockflight.run.ItemKey;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;

/** What one gate of a run said. */
public final class GateAssert extends AbstractAssert<GateAssert, GateRun> {
  private final RunRecord record;
  private final ItemPath path;

  GateAssert(RunRecord record, ItemPath path) {
    super(
        record.run().stage(path.stage()).gate(ItemKey.of(path)).orElse(new GateRun(List.of())),
        GateAssert.class);
    this.record = record;
    this.path = path;
  }

  @CanIgnoreReturnValue
  public GateAssert passed() {
    return says(Verdict.Status.PASSED);
  }

  /** It let the run go on with a warning, or would have failed and is in shadow. */
  @CanIgnoreReturnValue
  public GateAssert warned() {
    return says(Verdict.Status.WARNED);
  }

  /** It found something, or people refused. */
  @CanIgnoreReturnValue
  public GateAssert failed() {
    return says(Verdict.Status.FAILED);
  }

  /** It could not tell. */
  @CanIgnoreReturnValue
  public GateAssert errored() {
    return says(Verdict.Status.ERRORED);
  }

  @CanIgnoreReturnValue
  public GateAssert isPending() {
    return says(Verdict.Status.PENDING);
  }

  @CanIgnoreReturnValue
  public GateAssert wasSkipped() {
    return says(Verdict.Status.SKIPPED);
  }

  @CanIgnoreReturnValue
  public GateAssert wasOverridden() {
    return says(Verdict.Status.OVERRIDDEN);
  }

  @CanIgnoreReturnValue
  public GateAssert says(Verdict.Status status) {
    return check(wasAnswered() && actual.verdict().status() == status, "to say " + status, told());
  }

  /** The sentence of its last verdict holds this text. */
  @CanIgnoreReturnValue
  public GateAssert becauseOf(String text) {
    return check(
        wasAnswered() && actual.verdict().summary().contains(text),
        "to say '" + text + "'",
        told());
  }

  /** No answer of it stands in the journal. */
  @CanIgnoreReturnValue
  public GateAssert neverAnswered() {
    return check(!wasAnswered(), "never to answer", told());
  }

  /** So many answers of it stand in the journal; one that only repeats the last is not written. */
  @CanIgnoreReturnValue
  public GateAssert answered(int times) {
    return check(
        actual.evaluations().size() == times,
        "to have answered " + times + " times",
        "it answered "
            + actual.evaluations().stream().map(GateContext.Evaluation::verdict).toList());
  }

  /** Evidence of its last verdict: what was looked at, and what was found. */
  @CanIgnoreReturnValue
  public GateAssert saw(String name, String observed) {
    return check(
        wasAnswered()
            && actual.verdict().evidence().stream()
                .anyMatch(e -> e.name().equals(name) && e.observed().equals(observed)),
        "to have seen " + name + ": " + observed,
        wasAnswered() ? "it saw " + actual.verdict().evidence() : told());
  }

  /** The evidence of its last verdict. */
  public ListAssert<Evidence> evidence() {
    check(wasAnswered(), "to have evidence", told());
    return Assertions.assertThat(actual.verdict().evidence())
        .as("evidence of %s in%n%s", path, record.outline());
  }

  /** Back to the run. */
  public RunAssert run() {
    return RunAssert.of(record);
  }

  private boolean wasAnswered() {
    return !actual.evaluations().isEmpty();
  }

  private String told() {
    return wasAnswered() ? "it says " + actual.verdict() : "it has not answered";
  }

  @CanIgnoreReturnValue
  private GateAssert check(boolean holds, String expected, String but) {
    if (!holds) {
      throw failure("%s", Mismatch.at(record, path).text("gate " + path + " " + expected, but));
    }
    return this;
  }
}
