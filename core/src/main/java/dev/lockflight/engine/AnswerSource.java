package dev.lockflight.engine;

import dev.lockflight.ApprovalRequest;
import dev.lockflight.Decision;
import dev.lockflight.Principal;
import dev.lockflight.run.Run;
import java.io.IOException;
import java.util.List;

/**
 * Where people answer approvals outside of this program, for example on GitHub. It is asked while a
 * run waits for the approval. Calls may block, and end when they are interrupted. Must be
 * thread-safe.
 */
public interface AnswerSource {
  /**
   * What somebody said.
   *
   * @param id the same for the same answer, for ever: it counts for one question of a run
   */
  record Given(String id, Principal by, Decision.Answer answer, String comment) {}

  /** Where that is, for messages. */
  String name();

  /** Whether it is asked about approvals of this name. */
  boolean answers(String approval);

  /**
   * What has been said about this run, oldest first; answers told before may be told again. Who may
   * answer the engine judges by the approval's rule.
   *
   * @param question what people were asked; an answer that is older and means another commit or
   *     another question must not be in it
   * @throws IOException when it cannot be asked, saying why
   */
  List<Given> given(Run run, ApprovalRequest question) throws IOException, InterruptedException;
}
