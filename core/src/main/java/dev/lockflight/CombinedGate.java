package dev.lockflight;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * So many of several gates. All parts are asked each time; the whole opens when {@code needed} of
 * them have opened, and blocks as soon as they no longer can.
 */
public record CombinedGate(GateName name, int needed, List<Gate> parts) implements Gate {
  public CombinedGate {
    parts = List.copyOf(parts);
    if (needed < 1 || needed > parts.size()) {
      throw new InvalidDefinitionException(
          "gate " + name + " needs " + needed + " of " + parts.size() + " gates");
    }
    for (Gate part : parts) {
      if (part instanceof PolledGate) {
        throw new InvalidDefinitionException(
            "gate " + part.name() + " inside " + name + " is polled; poll the combination instead");
      }
    }
  }

  @Override
  public Gate replacing(UnaryOperator<Gate> replacement) {
    Gate replaced = replacement.apply(this);
    return replaced == this
        ? new CombinedGate(
            name, needed, parts.stream().map(part -> part.replacing(replacement)).toList())
        : replaced;
  }

  @Override
  public Kind kind() {
    return parts.stream().map(Gate::kind).max(Enum::compareTo).orElse(Kind.PURE);
  }

  @Override
  public Set<Output<?>> reads() {
    Set<Output<?>> all = new LinkedHashSet<>();
    parts.forEach(part -> all.addAll(part.reads()));
    return all;
  }

  @Override
  public List<ApprovalRule> approvals() {
    return parts.stream().flatMap(part -> part.approvals().stream()).toList();
  }

  @Override
  public boolean readsWorld() {
    return parts.stream().anyMatch(Gate::readsWorld);
  }

  /**
   * When too few parts could open it without one that matches; or when it matches and can block.
   */
  @Override
  public boolean opensOnlyAfter(Predicate<? super Gate> wanted) {
    return isNeeded(part -> part.opensOnlyAfter(wanted))
        || (wanted.test(this) && isNeeded(part -> part.opensOnlyAfter(any -> true)));
  }

  /** Whether it cannot open without one of these parts. */
  private boolean isNeeded(Predicate<Gate> of) {
    return parts.stream().filter(of.negate()).count() < needed;
  }

  @Override
  public String describe() {
    String all = parts.stream().map(Gate::describe).collect(Collectors.joining("; "));
    return needed + " of [" + all + "]";
  }

  @Override
  public Verdict evaluate(GateContext context) throws InterruptedException {
    List<Verdict> verdicts = new ArrayList<>();
    for (Gate part : parts) {
      verdicts.add(Answers.of(part, context));
    }
    List<Evidence> evidence = verdicts.stream().flatMap(v -> v.evidence().stream()).toList();
    long opened = verdicts.stream().filter(Verdict::opens).count();
    if (opened >= needed) {
      boolean warned = verdicts.stream().anyMatch(v -> v.opens() && !isClean(v));
      return Verdict.of(
          warned ? Verdict.Status.WARNED : Verdict.Status.PASSED, told(verdicts), evidence);
    }
    long open = verdicts.stream().filter(Verdict::isPending).count();
    return opened + open >= needed ? pending(verdicts, evidence) : blocked(verdicts, evidence);
  }

  private static boolean isClean(Verdict verdict) {
    return verdict.status() == Verdict.Status.PASSED || verdict.status() == Verdict.Status.SKIPPED;
  }

  private Verdict pending(List<Verdict> verdicts, List<Evidence> evidence) {
    Optional<Instant> next =
        verdicts.stream().flatMap(v -> v.nextAnswerAt().stream()).min(Instant::compareTo);
    return next.map(at -> Verdict.pendingUntil(at, told(verdicts)))
        .orElseGet(() -> Verdict.pending(told(verdicts)))
        .withEvidence(evidence);
  }

  /** FAILED only when the failures alone block it; else it could not tell, and is ERRORED. */
  private Verdict blocked(List<Verdict> verdicts, List<Evidence> evidence) {
    long failed = verdicts.stream().filter(v -> v.status() == Verdict.Status.FAILED).count();
    if (parts.size() - failed >= needed) {
      return Verdict.of(Verdict.Status.ERRORED, told(verdicts), evidence);
    }
    Verdict.Refusal refusal =
        verdicts.stream().map(Verdict::refusal).max(Enum::compareTo).orElse(Verdict.Refusal.NONE);
    return Verdict.refused(refusal, told(verdicts), evidence);
  }

  private String told(List<Verdict> verdicts) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      lines.add(parts.get(i).name() + " " + verdicts.get(i));
    }
    return String.join("; ", lines);
  }
}
