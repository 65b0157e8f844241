package dev.lockflight.connector.cli;

import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.RunId;
import dev.lockflight.engine.Engine;
import dev.lockflight.engine.RefusedException;
import dev.lockflight.run.Run;
import dev.lockflight.store.RunStore;
import java.util.stream.Collectors;

/** What follows when something was written about a run: telling it, and going on when wanted. */
final class AfterRecording {
  private final Session session;
  private final RunStore store;

  AfterRecording(Session session, RunStore store) {
    this.session = session;
    this.store = store;
  }

  ExitCode goOn(String what, Deliver.Done done, boolean resume, Pipeline pipeline) {
    boolean here = done.by().equals(Deliver.HERE);
    if (resume && here) {
      session.printer().note(what + " in run " + done.run());
      return new RunSession(session, store, new StayOptions())
          .stayWith(
              pipeline,
              (engine, person) -> {
                resume(engine, done.run(), person, what);
                return done.run();
              });
    }
    session.printer().show(done, what + " in run " + done.run() + "; " + next(done, pipeline));
    return ExitCode.SUCCEEDED;
  }

  /** It goes on by itself when the engine is opened, and may be over already. */
  private static void resume(Engine engine, RunId run, Principal person, String what) {
    try {
      var unused = engine.resume(run, person, what);
    } catch (RefusedException e) {
      if (e.reason() != RefusedException.Reason.ENDED) {
        throw e;
      }
    }
  }

  private String next(Deliver.Done done, Pipeline pipeline) {
    if (!done.by().equals(Deliver.HERE)) {
      return done.by() + " goes on with it";
    }
    Run run = Run.of(done.run(), store.read(done.run(), 0));
    String still =
        PendingApproval.of(pipeline, run).stream()
            .filter(each -> each.decisions().size() < each.rule().quorum())
            .map(each -> "; still needed: " + each.title())
            .collect(Collectors.joining());
    return "nobody runs it now, go on with: " + session.command("resume", done.run()) + still;
  }
}
