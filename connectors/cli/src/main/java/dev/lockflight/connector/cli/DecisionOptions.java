package dev.lockflight.connector.cli;

import dev.lockflight.Digest;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Principal;
import dev.lockflight.engine.Answer;
import dev.lockflight.run.Run;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which question is answered. */
final class DecisionOptions {
  @Mixin RunOption run = new RunOption();

  @Option(
      names = "--approval",
      paramLabel = "<name>",
      description = "Which approval. Default: the only one the run waits for.")
  @Nullable String approval;

  @Option(names = "--stage", description = "Which stage, when several ask for the same approval.")
  @Nullable String stage;

  @Option(
      names = "--seen",
      paramLabel = "<digest>",
      description = "What explain showed, whole or its first 12 digits; refused when it changed.")
  @Nullable String seen;

  @Mixin ReasonOption reason = new ReasonOption();

  /** The answer; the engine judges whether it counts. */
  Answer answer(FindRun.Found found, Principal by) {
    List<PendingApproval> pending =
        PendingApproval.of(found.pipeline(), found.run()).stream()
            .filter(each -> approval == null || each.rule().name().value().equals(approval))
            .filter(each -> stage == null || each.stage().value().equals(stage))
            .toList();
    if (pending.size() == 1) {
      PendingApproval one = pending.get(0);
      Answer answer = one.answer(by, reason.text);
      return seen == null ? answer : answer.having(seen(one, seen));
    }
    if (approval == null) {
      throw pending.isEmpty() ? notWaiting(found.run()) : severalOf(pending);
    }
    Answer answer = Answer.to(found.run().id(), approval, by).saying(reason.text);
    return stage == null ? answer : answer.inStage(stage);
  }

  private static Digest seen(PendingApproval one, String text) {
    String digits = text.replaceFirst("^sha256:", "");
    if (digits.equals(one.request().seen().brief())) {
      return one.request().seen();
    }
    try {
      return new Digest("sha256:" + digits);
    } catch (InvalidDefinitionException e) {
      throw CommandFailedException.usage("--seen is no digest: " + text);
    }
  }

  private static CommandFailedException notWaiting(Run run) {
    return new CommandFailedException(
        ExitCode.REFUSED,
        "run "
            + run.id()
            + " waits for no approval: it is "
            + run.status()
            + "; nothing was changed, explain says what it waits for");
  }

  private static CommandFailedException severalOf(List<PendingApproval> pending) {
    return CommandFailedException.usage(
        "the run waits for several approvals; say which with --approval and --stage: "
            + pending.stream().map(each -> each.rule().name() + " in " + each.stage()).toList());
  }
}
