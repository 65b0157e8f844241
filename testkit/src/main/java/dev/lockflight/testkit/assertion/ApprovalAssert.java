package dev.lockflight.testkit.assertion;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.lockflight.ApprovalRequest;
import dev.lockflight.Decision;
import dev.lockflight.Evidence;
import dev.lockflight.ItemPath;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.StageEvent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;

/** What people were asked in a run, and what they said. */
public final class ApprovalAssert extends AbstractAssert<ApprovalAssert, List<JournalEntry>> {
  private final RunRecord record;
  private final String name;

  private ApprovalAssert(RunRecord record, String name, List<JournalEntry> about) {
    super(about, ApprovalAssert.class);
    this.record = record;
    this.name = name;
  }

  static ApprovalAssert of(RunRecord record, String name) {
    List<String> known =
        record.pipeline().graph().nodes().stream()
            .flatMap(node -> Stream.of(dev.lockflight.Phase.values()).map(node.stage()::gates))
            .flatMap(gates -> gates.stream().flatMap(gate -> gate.approvals().stream()))
            .map(rule -> rule.name().value())
            .distinct()
            .toList();
    if (!known.contains(name)) {
      throw new IllegalArgumentException(
          "pipeline "
              + record.pipeline().name()
              + " has no approval "
              + name
              + "; it has "
              + known);
    }
    return new ApprovalAssert(
        record,
        name,
        record.journal().stream().filter(entry -> isAbout(entry.event(), name)).toList());
  }

  private static boolean isAbout(RunEvent event, String name) {
    if (event instanceof StageEvent.ApprovalRequested asked) {
      return asked.request().gate().value().equals(name);
    }
    if (event instanceof StageEvent.ApprovalVoided voided) {
      return voided.approval().value().equals(name);
    }
    return event instanceof StageEvent.Decided decided
        && decided.decision().gate().value().equals(name);
  }

  @CanIgnoreReturnValue
  public ApprovalAssert neverAsked() {
    return asked(0);
  }

  /** People were asked so many times: once, and again whenever what they saw had changed. */
  @CanIgnoreReturnValue
  public ApprovalAssert asked(int times) {
    return check(
        requests().size() == times,
        "to be asked for " + times + " times",
        "it was asked for " + requests().size() + " times");
  }

  /** These people, by login, approved or rejected it, in this order and nobody else. */
  @CanIgnoreReturnValue
  public ApprovalAssert decidedBy(String... logins) {
    return check(
        decisions().stream().map(made -> made.by().name()).toList().equals(List.of(logins)),
        "to be decided by " + List.of(logins),
        told());
  }

  @CanIgnoreReturnValue
  public ApprovalAssert approvedBy(String login) {
    return answered(login, Decision.Answer.APPROVE);
  }

  @CanIgnoreReturnValue
  public ApprovalAssert rejectedBy(String login) {
    return answered(login, Decision.Answer.REJECT);
  }

  @CanIgnoreReturnValue
  private ApprovalAssert answered(String login, Decision.Answer answer) {
    return check(
        decisions().stream()
            .anyMatch(made -> made.by().name().equals(login) && made.answer() == answer),
        "to get " + answer + " from " + login,
        told());
  }

  /** Nobody has said anything. */
  @CanIgnoreReturnValue
  public ApprovalAssert undecided() {
    return check(decisions().isEmpty(), "to be undecided", told());
  }

  /** What had been shown changed, so that answers no longer counted. */
  @CanIgnoreReturnValue
  public ApprovalAssert wasVoided() {
    return check(isVoided(), "to be voided", told());
  }

  @CanIgnoreReturnValue
  public ApprovalAssert neverVoided() {
    return check(!isVoided(), "never to be voided", told());
  }

  private boolean isVoided() {
    return actual.stream().anyMatch(entry -> entry.event() instanceof StageEvent.ApprovalVoided);
  }

  /** People were last shown this: what was looked at, and what was found. */
  @CanIgnoreReturnValue
  public ApprovalAssert onEvidence(String evidence, String observed) {
    List<Evidence> shown = last().map(ApprovalRequest::evidence).orElse(List.of());
    return check(
        shown.stream()
            .anyMatch(each -> each.name().equals(evidence) && each.observed().equals(observed)),
        "to be decided on " + evidence + ": " + observed,
        "people were shown " + shown);
  }

  /** Every decision is bound to what was last shown. */
  @CanIgnoreReturnValue
  public ApprovalAssert onWhatWasShown() {
    return check(
        !decisions().isEmpty()
            && decisions().stream()
                .allMatch(made -> last().filter(a -> a.seen().equals(made.seen())).isPresent()),
        "to be decided on what was last shown",
        told());
  }

  /** Back to the run. */
  public RunAssert run() {
    return RunAssert.of(record);
  }

  private List<ApprovalRequest> requests() {
    return actual.stream()
        .filter(entry -> entry.event() instanceof StageEvent.ApprovalRequested)
        .map(entry -> ((StageEvent.ApprovalRequested) entry.event()).request())
        .toList();
  }

  private Optional<ApprovalRequest> last() {
    List<ApprovalRequest> all = requests();
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  private List<Decision> decisions() {
    return actual.stream()
        .filter(entry -> entry.event() instanceof StageEvent.Decided)
        .map(entry -> ((StageEvent.Decided) entry.event()).decision())
        .toList();
  }

  private String told() {
    return actual.isEmpty()
        ? "nobody was asked"
        : "this happened: " + actual.stream().map(JournalEntry::toString).toList();
  }

  @CanIgnoreReturnValue
  private ApprovalAssert check(boolean holds, String expected, String but) {
    if (!holds) {
      Optional<ItemPath> where =
          new Items(record.pipeline())
              .gates().stream().filter(path -> path.item().equals(name)).findFirst();
      Mismatch mismatch = where.map(p -> Mismatch.at(record, p)).orElse(Mismatch.in(record));
      throw failure("%s", mismatch.text("approval " + name + " " + expected, but));
    }
    return this;
  }
}
