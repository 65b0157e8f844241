package dev.lockflight.report;

import dev.lockflight.ApprovalRequest;
import dev.lockflight.GateName;
import dev.lockflight.Verdict;
import dev.lockflight.run.ApprovalRun;
import dev.lockflight.run.LockClaim;
import dev.lockflight.run.StageRun;
import dev.lockflight.run.StepRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a stage waits for, and until when, in words. */
final class Waits {
  private Waits() {}

  static List<String> of(StageRun stage, Instant now) {
    List<String> waits = new ArrayList<>();
    if (stage.status().isEnd()) {
      return waits;
    }
    Optional<LockClaim> queued = stage.lock().filter(claim -> !claim.held());
    queued.ifPresent(
        claim ->
            waits.add("waits for the lock of " + claim.environment() + since(claim.since(), now)));
    stage
        .gates()
        .forEach(
            (key, gate) -> {
              if (gate.verdict().isPending()) {
                waits.add(key.item() + ": " + gate(stage, key.item(), gate.verdict(), now));
              }
            });
    stage.steps().forEach((key, step) -> step(step, now).ifPresent(w -> waits.add(key.item() + w)));
    waits.sort(String::compareTo);
    return waits;
  }

  private static String gate(StageRun stage, String gate, Verdict verdict, Instant now) {
    Optional<Instant> end =
        stage
            .approval(GateName.of(gate))
            .filter(asked -> !asked.isVoid())
            .map(ApprovalRun::request)
            .flatMap(ApprovalRequest::expires);
    String until =
        end.map(at -> ", until " + moment(at, now))
            .or(() -> verdict.nextAnswerAt().map(at -> ", asked again at " + moment(at, now)))
            .orElse("");
    return verdict.summary() + until;
  }

  private static Optional<String> step(StepRun step, Instant now) {
    return switch (step.state()) {
      case HELD -> Optional.of(" waits for a person to retry, skip or fail it: " + step.message());
      case RETRYING ->
          Optional.of(
              " is tried again"
                  + step.due().map(at -> " at " + moment(at, now)).orElse("")
                  + (step.message().isBlank() ? "" : " after: " + step.message()));
      case NEW, STARTED, SUBMITTED, SUCCEEDED, FAILED, SKIPPED -> Optional.empty();
    };
  }

  private static String since(Instant at, Instant now) {
    return ", for " + Elapsed.text(Duration.between(at, now));
  }

  private static String moment(Instant at, Instant now) {
    Duration left = Duration.between(now, at);
    return Words.moment(at) + (left.isNegative() ? " (now)" : " (in " + Elapsed.text(left) + ")");
  }
}
