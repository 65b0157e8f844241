package dev.lockflight.testkit.killed;

import dev.lockflight.Cause;
import dev.lockflight.Principal;
import dev.lockflight.Release;
import dev.lockflight.RunId;
import dev.lockflight.engine.Answer;
import dev.lockflight.engine.Engine;
import dev.lockflight.engine.RefusedException;
import dev.lockflight.engine.StartRequest;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.RunListener;
import dev.lockflight.run.StageEvent;
import dev.lockflight.store.RunStore;
import dev.lockflight.store.StoreOwnedException;
import dev.lockflight.store.jdbc.StoreChild;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A process with an engine: starts runs without end and gives one of their two approvals, or, to
 * finish, only lets all of them end. Says on its standard output what the engine told is durable.
 * Opens the store when it is told to on its standard input, so that it can be started in advance.
 */
final class KilledEngine implements RunListener {
  static final Principal BOB = Principal.of("bob").withGroups("owners");
  private static final int AT_ONCE = 3;

  private final BlockingQueue<RunId> asked = new LinkedBlockingQueue<>();
  private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
  private int started;

  private KilledEngine() {}

  public static void main(String[] arguments) throws Exception {
    KilledEngine child = new KilledEngine();
    child.say("ready");
    boolean endless = System.in.read() == 'g';
    try (RunStore store = StoreChild.open(arguments[0]);
        Engine engine = child.opened(store, Path.of(arguments[1]))) {
      if (endless) {
        child.work(engine);
      } else {
        child.finish(engine);
      }
    }
  }

  /** A server may need a moment to see that the owner before was killed. */
  private Engine opened(RunStore store, Path directory) {
    while (true) {
      try {
        return Engine.on(store)
            .workspaces(directory.resolve("work"))
            .followedBy(this)
            .open(new Flow(directory).pipeline());
      } catch (StoreOwnedException e) {
        Thread.onSpinWait();
      }
    }
  }

  private void work(Engine engine) throws InterruptedException {
    engine.list(RunStore.Query.UNFINISHED).forEach(run -> asked.add(run.run()));
    for (int i = 0; i < AT_ONCE; i++) {
      start(engine);
    }
    while (true) {
      if (isApproved(engine, asked.take())) {
        start(engine);
      }
    }
  }

  private void finish(Engine engine) throws InterruptedException {
    for (var run : engine.list(RunStore.Query.UNFINISHED)) {
      asked.add(run.run());
    }
    while (!engine.list(RunStore.Query.UNFINISHED).isEmpty()) {
      boolean unused = isApproved(engine, asked.take());
    }
    say("finished");
  }

  private void start(Engine engine) {
    started++;
    String commit = "c0ffee" + started;
    RunId run = engine.start(StartRequest.of(Flow.NAME, Cause.manual(BOB), Release.of(commit)));
    say("started " + run);
  }

  private boolean isApproved(Engine engine, RunId run) {
    try {
      Run unused = engine.approve(Answer.to(run, "owners", BOB).saying("by the child"));
      say("approved " + run);
      return true;
    } catch (RefusedException e) {
      return false;
    }
  }

  @Override
  public void happened(JournalEntry entry, Run run) {
    say("entry " + entry.run() + " " + entry.seq() + " " + entry.event().describe());
    boolean wakes =
        entry.event() instanceof StageEvent.ApprovalRequested
            || entry.event() instanceof RunEvent.Ended;
    if (wakes) {
      asked.add(entry.run());
    }
  }

  /** One write, so that a killed process leaves whole lines. */
  private synchronized void say(String line) {
    try {
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
