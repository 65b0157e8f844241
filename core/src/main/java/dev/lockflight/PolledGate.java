package dev.lockflight;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Asks a gate again and again; the earlier answers stand in the journal as PENDING verdicts. */
record PolledGate(Gate gate, Polling polling) implements WrappedGate {
  private static final String OBSERVED = "answer ";

  PolledGate {
    if (!gate.approvals().isEmpty()) {
      throw new InvalidDefinitionException(
          "gate " + gate.name() + " asks people, so it cannot be polled");
    }
  }

  @Override
  public Gate around(Gate other) {
    return new PolledGate(other, polling);
  }

  @Override
  public String describe() {
    return gate.describe() + ", " + polling;
  }

  @Override
  public Verdict evaluate(GateContext context) throws InterruptedException {
    Instant first = context.reachedAt().plus(polling.initialDelay());
    if (context.now().isBefore(first)) {
      return Verdict.pendingUntil(first, "first asked at " + first);
    }
    Verdict answer = Answers.of(gate, context);
    List<Verdict.Status> answers = answers(context);
    answers.add(answer.status());
    return decide(context, answer, answers);
  }

  private Verdict decide(GateContext context, Verdict answer, List<Verdict.Status> answers) {
    if (openedInARow(answers) >= polling.consecutiveSuccess()) {
      return answer;
    }
    if (count(answers, Verdict.Status.FAILED) >= polling.failureLimit()
        || count(answers, Verdict.Status.ERRORED) >= polling.failureLimit()) {
      return answer;
    }
    Instant end = context.reachedAt().plus(polling.timeout());
    Instant next = context.now().plus(polling.interval());
    if (!context.now().isBefore(end)) {
      return answer.isPending() || answer.opens()
          ? Verdict.errored(
              "not decided within " + polling.timeout() + "; last answer " + answer,
              answer.evidence().toArray(Evidence[]::new))
          : answer;
    }
    List<Evidence> evidence = new ArrayList<>(answer.evidence());
    evidence.add(new Evidence(OBSERVED + answers.size(), answer.status().name(), "", ""));
    return Verdict.pendingUntil(next.isBefore(end) ? next : end, answer.summary())
        .withEvidence(evidence);
  }

  private static List<Verdict.Status> answers(GateContext context) {
    List<Verdict.Status> answers = new ArrayList<>();
    for (GateContext.Evaluation evaluation : context.earlier()) {
      for (Evidence evidence : evaluation.verdict().evidence()) {
        if (evidence.name().startsWith(OBSERVED)) {
          answers.add(Verdict.Status.valueOf(evidence.observed()));
        }
      }
    }
    return answers;
  }

  private static int openedInARow(List<Verdict.Status> answers) {
    int inARow = 0;
    for (Verdict.Status answer : answers) {
      inARow = answer.opens() ? inARow + 1 : 0;
    }
    return inARow;
  }

  private static long count(List<Verdict.Status> answers, Verdict.Status wanted) {
    return answers.stream().filter(answer -> answer == wanted).count();
  }
}
