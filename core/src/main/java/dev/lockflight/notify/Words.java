package dev.lockflight.notify;

import dev.lockflight.ApprovalRequest;
import dev.lockflight.ApprovalRule;
import dev.lockflight.Decision;
import dev.lockflight.Evidence;
import dev.lockflight.GateName;
import dev.lockflight.RunId;
import dev.lockflight.StageName;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StageEvent;
import dev.lockflight.run.StageRun;
import dev.lockflight.run.StepEvent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parts of what is said on one occasion.
 *
 * @param title behind the name of the pipeline
 * @param about what happened, what was seen and what to do next; null for nothing
 */
record Words(
    String title, @Nullable String about, @Nullable String evidence, @Nullable String command) {
  private static final int MOST_EVIDENCE = 12;
  private static final int LONGEST_LINE = 300;

  Optional<String> happened() {
    return Optional.ofNullable(about);
  }

  Optional<String> seen() {
    return Optional.ofNullable(evidence);
  }

  Optional<String> next() {
    return Optional.ofNullable(command);
  }

  static Words of(Occasion occasion) {
    return switch (occasion.event()) {
      case STARTED -> plain(occasion.target() == null ? "started" : "is being deployed");
      case SUCCEEDED -> plain(occasion.target() == null ? "succeeded" : "is deployed and verified");
      case ROLLED_BACK -> plain("was rolled back; what was verified before is there again");
      case WAITING_FOR_APPROVAL, DEADLINE_NEAR -> asked(occasion);
      case APPROVED -> approved(occasion);
      case REJECTED -> rejected(occasion);
      case FAILED -> failed(occasion);
      case NEEDS_DECISION -> held(occasion);
      case MESSAGE -> plain("says something");
    };
  }

  private static Words plain(String title) {
    return new Words(title, null, null, null);
  }

  private static Words asked(Occasion occasion) {
    StageEvent event = (StageEvent) occasion.entry().event();
    GateName approval =
        event instanceof StageEvent.ApprovalRequested asked
            ? asked.request().gate()
            : ((StageEvent.Reminded) event).approval();
    Optional<ApprovalRequest> request =
        event instanceof StageEvent.ApprovalRequested asked
            ? Optional.of(asked.request())
            : occasion.run().stage(event.stage()).approval(approval).map(each -> each.request());
    String until = request.flatMap(ApprovalRequest::expires).map(at -> " until " + at).orElse("");
    String who =
        rule(occasion, event.stage(), approval)
            .map(rule -> "Asked: " + rule.describe() + until)
            .orElse("Asked: " + approval + until);
    boolean again = event instanceof StageEvent.Reminded;
    return new Words(
        (again ? "still waits for approval " : "waits for approval ") + approval,
        who,
        request.map(ApprovalRequest::evidence).flatMap(Words::list).orElse(null),
        answering(occasion.run().id(), approval, event.stage()));
  }

  private static Optional<ApprovalRule> rule(Occasion occasion, StageName stage, GateName name) {
    return occasion.pipeline().graph().find(stage).stream()
        .flatMap(node -> node.stage().gates(occasion.run().stage(stage).phase()).stream())
        .flatMap(gate -> gate.approvals().stream())
        .filter(rule -> rule.name().equals(name))
        .findFirst();
  }

  private static String answering(RunId run, GateName approval, StageName stage) {
    String options =
        " --run " + run + " --approval '" + approval + "' --stage '" + stage + "' --comment '...'";
    return "To look at it: explain --run "
        + run
        + "\nTo answer: approve"
        + options
        + "\nor: reject"
        + options;
  }

  private static Words approved(Occasion occasion) {
    if (occasion.entry().event() instanceof StageEvent.GateOverridden overridden) {
      return new Words(
          "was let through: gate " + overridden.gate().item() + " overridden",
          overridden.by().name() + ": " + overridden.reason(),
          null,
          null);
    }
    StageEvent.GateDecided decided = (StageEvent.GateDecided) occasion.entry().event();
    String who =
        occasion.run().stage(decided.stage()).approvals().values().stream()
            .flatMap(approval -> approval.decisions().stream())
            .map(Decision::toString)
            .collect(Collectors.joining("\n"));
    return new Words("was approved: " + decided.gate().item(), who, null, null);
  }

  private static Words rejected(Occasion occasion) {
    if (occasion.entry().event() instanceof StageEvent.Decided decided) {
      Decision decision = decided.decision();
      return new Words("was rejected: " + decision.gate(), decision.toString(), null, null);
    }
    return new Words(
        "was rejected", line(((RunEvent.Ended) occasion.entry().event()).reason()), null, null);
  }

  private static Words failed(Occasion occasion) {
    RunEvent event = occasion.entry().event();
    RunStatus status =
        event instanceof RunEvent.Ended ended
            ? ended.status()
            : ((StageEvent.StageEnded) event).status();
    String reason =
        event instanceof RunEvent.Ended ended
            ? ended.reason()
            : ((StageEvent.StageEnded) event).reason();
    RunId run = occasion.run().id();
    return new Words(
        "ended " + status,
        reason.isBlank() ? null : line(reason),
        list(badEvidence(occasion)).orElse(null),
        "To look at it: report --run " + run + "\nTo repeat it: rerun --run " + run);
  }

  /** Of the gates that found something or could not tell. */
  private static List<Evidence> badEvidence(Occasion occasion) {
    boolean ofOne = occasion.entry().event() instanceof StageEvent;
    return occasion.run().stages().values().stream()
        .filter(
            stage -> !ofOne || stage.name().equals(((StageEvent) occasion.entry().event()).stage()))
        .flatMap(Words::closedGates)
        .toList();
  }

  private static java.util.stream.Stream<Evidence> closedGates(StageRun stage) {
    return stage.gates().values().stream()
        .filter(gate -> !gate.verdict().opens() && !gate.verdict().isPending())
        .flatMap(gate -> gate.verdict().evidence().stream());
  }

  private static Words held(Occasion occasion) {
    StepEvent.StepHeld held = (StepEvent.StepHeld) occasion.entry().event();
    return new Words(
        "waits for a person: step " + held.step().item(),
        line(held.reason()),
        null,
        "To decide: retry --run " + occasion.run().id() + " (or skip, or fail)");
  }

  private static Optional<String> list(List<Evidence> evidence) {
    if (evidence.isEmpty()) {
      return Optional.empty();
    }
    String lines =
        evidence.stream()
            .limit(MOST_EVIDENCE)
            .map(each -> "- " + line(each.toString()))
            .collect(Collectors.joining("\n"));
    int more = evidence.size() - MOST_EVIDENCE;
    return Optional.of("Evidence:\n" + lines + (more > 0 ? "\n- and " + more + " more" : ""));
  }

  private static String line(String text) {
    return text.length() <= LONGEST_LINE ? text : text.substring(0, LONGEST_LINE) + "…";
  }
}
