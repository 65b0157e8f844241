package dev.lockflight.connector.github;

import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether checks and statuses of a commit passed. GitHub keeps the two apart, a rule may mean
 * either. The newest of each name counts; a check of that name by two Apps must pass at both.
 */
record ChecksPassed(RepositoryCalls calls, Optional<String> ref, List<String> names) {
  private static final Duration AGAIN = Duration.ofSeconds(30);

  /** A check run or a status. */
  private record Sign(String name, String word, boolean isDone, boolean isPassed, String link) {
    static Sign of(CheckRun run) {
      CheckState state = run.state();
      boolean done = state.isCompleted();
      return new Sign(
          run.name(), state.word(), done, state.isPassed(), Objects.toString(run.link(), ""));
    }

    static Sign of(CommitStatus status) {
      return new Sign(
          status.context(),
          status.state().word(),
          status.state() != CommitStatus.State.PENDING,
          status.state() == CommitStatus.State.SUCCESS,
          Objects.toString(status.link(), ""));
    }

    Evidence evidence() {
      return Evidence.of(name, word, "success", link);
    }
  }

  Gate gate() {
    String which = names.isEmpty() ? "" : " " + String.join(" ", names).replace('/', ' ');
    String at = ref.map(r -> " at " + r).orElse("");
    return GitHubGate.of(
        Shortened.to(100, "checks passed" + at.replace('/', ' ') + which),
        "checks "
            + (names.isEmpty() ? "that are there" : names)
            + " passed"
            + at
            + " in "
            + calls.name(),
        this::judge);
  }

  private Verdict judge(GateContext context) throws InterruptedException {
    String commit = ref.orElseGet(() -> context.release().commit());
    List<Sign> signs = new ArrayList<>();
    new Checks(calls).latest(commit).forEach(run -> signs.add(Sign.of(run)));
    new Statuses(calls).latest(commit).forEach(status -> signs.add(Sign.of(status)));
    List<Sign> wanted = names.isEmpty() ? signs : signs.stream().filter(this::isNamed).toList();
    List<String> missing = missing(wanted);
    List<Evidence> evidence = new ArrayList<>(wanted.stream().map(Sign::evidence).toList());
    missing.forEach(name -> evidence.add(new Evidence(name, "nothing", "success", commit)));
    return verdict(wanted, missing, context.now()).withEvidence(evidence);
  }

  private boolean isNamed(Sign sign) {
    return names.stream().anyMatch(sign.name()::equalsIgnoreCase);
  }

  private List<String> missing(List<Sign> signs) {
    return names.stream()
        .filter(name -> signs.stream().noneMatch(sign -> sign.name().equalsIgnoreCase(name)))
        .toList();
  }

  private Verdict verdict(List<Sign> signs, List<String> missing, Instant now) {
    List<Sign> failed = signs.stream().filter(sign -> sign.isDone() && !sign.isPassed()).toList();
    List<Sign> open = signs.stream().filter(sign -> !sign.isDone()).toList();
    if (!failed.isEmpty()) {
      return Verdict.failed(failed.size() + " checks did not pass: " + namesOf(failed));
    }
    if (!missing.isEmpty() || !open.isEmpty()) {
      String wait = open.isEmpty() ? "" : "checks " + namesOf(open) + " are not finished";
      String lack = missing.isEmpty() ? "" : "checks " + missing + " have not begun";
      return Verdict.pendingUntil(
          now.plus(AGAIN), wait + (wait.isEmpty() || lack.isEmpty() ? "" : ", ") + lack);
    }
    return signs.isEmpty()
        ? Verdict.errored("the commit has no checks and no statuses; name those that must pass")
        : Verdict.passed(signs.size() + " checks passed");
  }

  private static List<String> namesOf(List<Sign> signs) {
    return signs.stream().map(Sign::name).toList();
  }
}
