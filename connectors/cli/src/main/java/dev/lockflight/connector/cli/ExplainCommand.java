package dev.lockflight.connector.cli;

import dev.lockflight.Evidence;
import dev.lockflight.engine.Blocker;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import dev.lockflight.store.RunStore;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "explain",
    description = "Say what keeps a run from going on, who can clear it, and when at the earliest.",
    footer = {"%nExamples:", "  explain", "  explain --run 20261120-145628-k3x9qa --json"})
final class ExplainCommand implements Callable<Integer> {
  /** One thing in the way. */
  record BlockerRow(String where, String what, String who, @Nullable Instant earliest) {
    static BlockerRow of(Blocker blocker) {
      return new BlockerRow(
          blocker.where().toString(), blocker.what(), blocker.who(), blocker.earliest());
    }
  }

  /** One question to people, with what they should look at. */
  record Question(String approval, String stage, String seen, List<Evidence> evidence) {
    static Question of(PendingApproval pending) {
      return new Question(
          pending.rule().name().value(),
          pending.stage().value(),
          pending.request().seen().value(),
          pending.request().evidence());
    }
  }

  /** All of it. */
  record Explanation(
      String run,
      RunStatus status,
      String reason,
      @Nullable String owner,
      List<BlockerRow> blockers,
      List<Question> questions) {}

  private final Tool tool;
  @Mixin CommonOptions common = new CommonOptions();
  @Mixin RunOption run = new RunOption();

  ExplainCommand(Tool tool) {
    this.tool = tool;
  }

  @Override
  public Integer call() {
    Session session = Session.of(tool, common);
    try (RunStore store = session.store().openToLook(session.printer())) {
      FindRun.Found found = new FindRun(tool, store).any(run.id);
      List<Blocker> blockers = Blocker.all(found.pipeline(), found.run());
      List<PendingApproval> asked = PendingApproval.of(found.pipeline(), found.run());
      String owner = store.owner().orElse(null);
      Explanation explanation =
          new Explanation(
              found.run().id().value(),
              found.run().status(),
              found.run().reason(),
              owner,
              blockers.stream().map(BlockerRow::of).toList(),
              asked.stream().map(Question::of).toList());
      session.printer().show(explanation, text(session, found.run(), blockers, asked, owner));
      return ExitCode.SUCCEEDED.number();
    }
  }

  private static String text(
      Session session,
      Run run,
      List<Blocker> blockers,
      List<PendingApproval> asked,
      @Nullable String owner) {
    StringBuilder text = new StringBuilder(run.toString());
    if (!run.isEnded()) {
      text.append(
          owner == null
              ? "\nnobody works on it; go on with: " + session.command("resume", run.id())
              : "\n" + owner + " works on it");
    }
    blockers.forEach(blocker -> text.append("\n- ").append(blocker));
    for (PendingApproval pending : asked) {
      text.append("\n").append(pending.title());
      pending.evidence().forEach(line -> text.append("\n").append(line));
      text.append("\n  answer with: ").append(session.command("approve", run.id()));
      text.append(" --seen ").append(pending.request().seen().brief());
    }
    return text.toString();
  }
}
