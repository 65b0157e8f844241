package dev.lockflight;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A gate that only people can open.
 *
 * <p>Its name is also the group that may approve, unless {@link #by} names others. Two rules with
 * one name, of the environment and of the stage, merge: approvers are the union, the quorum the
 * maximum.
 *
 * @param approvers logins or groups
 * @param quorum how many different people must approve
 * @param barred who must not, although an approver
 * @param deadline how long people have, and what happens then
 */
public record ApprovalRule(
    GateName name,
    Set<String> approvers,
    int quorum,
    Set<Barred> barred,
    @Nullable Deadline deadline,
    boolean commentNeeded)
    implements Gate {
  private static final String ANSWER = "answer of ";

  /** People who may not approve although they are approvers. */
  public enum Barred {
    INITIATOR,
    AUTHORS
  }

  /** How long people have from being asked, how often they are reminded, and how it ends. */
  public record Deadline(Duration within, @Nullable Duration reminders, Verdict.Refusal ends) {
    public Deadline {
      if (within.compareTo(Duration.ZERO) <= 0) {
        throw new InvalidDefinitionException("approval deadline must be positive: " + within);
      }
    }
  }

  public ApprovalRule {
    approvers = Collections.unmodifiableSet(new TreeSet<>(approvers));
    barred = Set.copyOf(barred);
    if (quorum < 1 || approvers.isEmpty()) {
      throw new InvalidDefinitionException(
          "approval " + name + " must have an approver and a quorum of at least 1: " + quorum);
    }
  }

  public static ApprovalRule of(String name) {
    return new ApprovalRule(GateName.of(name), Set.of(name), 1, Set.of(), null, false);
  }

  /** Only these logins or groups may approve. */
  public ApprovalRule by(String... loginsOrGroups) {
    return new ApprovalRule(name, Set.of(loginsOrGroups), quorum, barred, deadline, commentNeeded);
  }

  public ApprovalRule quorum(int people) {
    return new ApprovalRule(name, approvers, people, barred, deadline, commentNeeded);
  }

  public ApprovalRule notByInitiator() {
    return barring(Barred.INITIATOR);
  }

  public ApprovalRule notByAuthors() {
    return barring(Barred.AUTHORS);
  }

  /** The run ends EXPIRED when nobody has answered by then. */
  public ApprovalRule within(Duration time) {
    return withDeadline(new Deadline(time, null, Verdict.Refusal.EXPIRED));
  }

  /** The run ends REJECTED when nobody has answered by then. */
  public ApprovalRule rejectedAfter(Duration time) {
    return withDeadline(new Deadline(time, null, Verdict.Refusal.REJECTED));
  }

  /** People are reminded every {@code interval} until the deadline. */
  public ApprovalRule remindEvery(Duration interval) {
    Deadline before = deadline;
    if (before == null) {
      throw new InvalidDefinitionException(
          "approval " + name + " must have a deadline to remind of");
    }
    return withDeadline(new Deadline(before.within(), interval, before.ends()));
  }

  /** Every answer must say why. */
  public ApprovalRule withComment() {
    return new ApprovalRule(name, approvers, quorum, barred, deadline, true);
  }

  /** The rule that satisfies both. */
  public ApprovalRule mergedWith(ApprovalRule other) {
    Set<String> all = new TreeSet<>(approvers);
    all.addAll(other.approvers);
    Set<Barred> both = new TreeSet<>(barred);
    both.addAll(other.barred);
    return new ApprovalRule(
        name,
        all,
        Math.max(quorum, other.quorum),
        both,
        sooner(other),
        commentNeeded || other.commentNeeded);
  }

  /** Whether this is evidence of what a person answered, not of what was seen. */
  public static boolean isAnswer(Evidence evidence) {
    return evidence.name().startsWith(ANSWER) && evidence.expected().equals("approval");
  }

  /** Why this person may not answer, or empty when they may. */
  public Optional<String> refuses(Principal person, Cause cause) {
    if (approvers.stream().noneMatch(person::is)) {
      return Optional.of(person.name() + " is none of the approvers " + approvers);
    }
    if (barred.contains(Barred.INITIATOR) && person.name().equals(cause.by().name())) {
      return Optional.of(person.name() + " started the run, and " + name + " bars its initiator");
    }
    if (barred.contains(Barred.AUTHORS) && cause.authors().contains(person.name())) {
      return Optional.of(
          person.name() + " wrote a commit of the release, and " + name + " bars authors");
    }
    return Optional.empty();
  }

  @Override
  public Kind kind() {
    return Kind.PEOPLE;
  }

  @Override
  public List<ApprovalRule> approvals() {
    return List.of(this);
  }

  @Override
  public Verdict evaluate(GateContext context) {
    List<Decision> decisions = context.decisions(name);
    List<Evidence> evidence =
        decisions.stream()
            .map(d -> Evidence.of(ANSWER + d.by().name(), d, "approval", d.seen().value()))
            .toList();
    for (Decision decision : decisions) {
      if (decision.answer() == Decision.Answer.REJECT) {
        return Verdict.refused(Verdict.Refusal.REJECTED, decision.toString(), evidence);
      }
    }
    long approved = decisions.stream().map(decision -> decision.by().name()).distinct().count();
    if (approved >= quorum) {
      return Verdict.of(Verdict.Status.PASSED, approved + " of " + quorum + " approved", evidence);
    }
    return undecided(context, approved, evidence);
  }

  private Verdict undecided(GateContext context, long approved, List<Evidence> evidence) {
    Optional<Instant> expires = context.request(name).flatMap(ApprovalRequest::expires);
    String waits = "waits for " + (quorum - approved) + " of " + String.join(", ", approvers);
    if (expires.isEmpty() || deadline == null) {
      return Verdict.of(Verdict.Status.PENDING, waits, evidence);
    }
    return context.now().isBefore(expires.get())
        ? Verdict.pendingUntil(nextMoment(context, expires.get()), waits).withEvidence(evidence)
        : Verdict.refused(deadline.ends(), "nobody answered by " + expires.get(), evidence);
  }

  private Instant nextMoment(GateContext context, Instant end) {
    Duration every = deadline == null ? null : deadline.reminders();
    Instant asked = context.request(name).map(ApprovalRequest::askedAt).orElse(context.now());
    if (every == null) {
      return end;
    }
    long passed = Duration.between(asked, context.now()).dividedBy(every);
    Instant reminder = asked.plus(every.multipliedBy(passed + 1));
    return reminder.isBefore(end) ? reminder : end;
  }

  @Override
  public String describe() {
    return "approval by "
        + quorum
        + " of "
        + String.join(", ", approvers)
        + (barred.contains(Barred.INITIATOR) ? ", not by the initiator" : "")
        + (barred.contains(Barred.AUTHORS) ? ", not by an author" : "")
        + (deadline == null ? "" : ", within " + deadline.within())
        + (commentNeeded ? ", with a comment" : "");
  }

  private @Nullable Deadline sooner(ApprovalRule other) {
    Deadline mine = deadline;
    Deadline theirs = other.deadline;
    if (mine == null || theirs == null) {
      return mine == null ? theirs : mine;
    }
    return mine.within().compareTo(theirs.within()) <= 0 ? mine : theirs;
  }

  private ApprovalRule barring(Barred who) {
    Set<Barred> all = new TreeSet<>(barred);
    all.add(who);
    return new ApprovalRule(name, approvers, quorum, all, deadline, commentNeeded);
  }

  private ApprovalRule withDeadline(Deadline changed) {
    return new ApprovalRule(name, approvers, quorum, barred, changed, commentNeeded);
  }
}
