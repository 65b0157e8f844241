package dev.lockflight.connector.cli;

import dev.lockflight.LockflightException;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.engine.Engine;
import dev.lockflight.run.Run;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks the person at the terminal for approvals, one question at a time, and takes the question
 * back when somebody else answers it first. An answer is bound to what was shown.
 */
final class Prompt implements Attendant {
  private static final String QUESTION = "approve? [y/N/show evidence] ";

  private final Engine engine;
  private final Pipeline pipeline;
  private final Principal person;
  private final Keyboard keyboard;
  private final PrintStream out;
  private final RunScreen screen;
  private final List<PendingApproval> settled = new ArrayList<>();
  private @Nullable PendingApproval open;
  private @Nullable Boolean commentFor;

  Prompt(Engine engine, Pipeline pipeline, Principal person, Terminal terminal, RunScreen screen) {
    this.engine = engine;
    this.pipeline = pipeline;
    this.person = person;
    this.keyboard = new Keyboard(terminal.in());
    this.out = terminal.out();
    this.screen = screen;
  }

  @Override
  public void look(Run run) {
    List<PendingApproval> pending = PendingApproval.of(pipeline, run);
    PendingApproval asked = open;
    if (asked == null) {
      pending.stream().filter(this::isForMe).findFirst().ifPresent(this::ask);
    } else if (pending.stream().noneMatch(asked::asksTheSameAs)) {
      say("\nanswered elsewhere");
      close(asked);
    } else {
      keyboard.line().ifPresent(line -> heard(asked, line));
    }
  }

  private boolean isForMe(PendingApproval pending) {
    return settled.stream().noneMatch(pending::asksTheSameAs)
        && !pending.isAnsweredBy(person)
        && !isRefused(pending);
  }

  private boolean isRefused(PendingApproval pending) {
    Optional<String> why =
        engine
            .find(pending.run())
            .flatMap(run -> pending.rule().refuses(person, run.created().cause()));
    why.ifPresent(
        reason -> {
          screen.pause();
          say(pending.title() + "; you cannot answer it here: " + reason);
          say("somebody else can: approve --run " + pending.run());
          settled.add(pending);
          screen.resume();
        });
    return why.isPresent();
  }

  private void ask(PendingApproval pending) {
    screen.pause();
    open = pending;
    commentFor = null;
    keyboard.beginQuestion();
    say(pending.title() + " (" + pending.evidence().size() + " pieces of evidence)");
    question(QUESTION);
  }

  private void heard(PendingApproval asked, String line) {
    Boolean waiting = commentFor;
    if (waiting != null) {
      answer(asked, waiting, line);
      return;
    }
    switch (line.toLowerCase(Locale.ROOT)) {
      case "y", "yes" -> decide(asked, true);
      case "reject" -> decide(asked, false);
      case "s", "show", "e", "evidence", "show evidence" -> {
        say(String.join("\n", asked.evidence().isEmpty() ? List.of("  none") : asked.evidence()));
        question(QUESTION);
      }
      case "", "n", "no" -> {
        say("not approved; it waits. Later: approve or reject --run " + asked.run());
        close(asked);
      }
      default -> {
        say("y approves, n or Enter decides later, s shows the evidence, reject rejects");
        question(QUESTION);
      }
    }
  }

  private void decide(PendingApproval asked, boolean approve) {
    if (asked.rule().commentNeeded() || !approve) {
      commentFor = approve;
      question("why? ");
    } else {
      answer(asked, true, "");
    }
  }

  private void answer(PendingApproval asked, boolean approve, String comment) {
    try {
      var answer = asked.answer(person, comment);
      var unused = approve ? engine.approve(answer) : engine.reject(answer);
      say(approve ? "approved" : "rejected");
    } catch (LockflightException e) {
      say("not taken: " + e.getMessage());
    }
    close(asked);
  }

  private void close(PendingApproval asked) {
    settled.add(asked);
    open = null;
    screen.resume();
  }

  private void question(String text) {
    out.print(text);
    out.flush();
  }

  private void say(String text) {
    out.println(Printer.safe(text));
    out.flush();
  }
}
