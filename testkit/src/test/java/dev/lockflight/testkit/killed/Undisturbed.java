package dev.lockflight.testkit.killed;

import dev.lockflight.Cause;
import dev.lockflight.Principal;
import dev.lockflight.Release;
import dev.lockflight.RunId;
import dev.lockflight.engine.Answer;
import dev.lockflight.engine.Engine;
import dev.lockflight.engine.StartRequest;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunEvent;
import dev.lockflight.store.InMemoryRunStore;
import dev.lockflight.store.RunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** The run that nobody killed, with which the others are compared. */
final class Undisturbed {
  private Undisturbed() {}

  static List<String> outline(Path directory) throws IOException {
    Path made = Files.createDirectories(directory);
    try (RunStore store = new InMemoryRunStore();
        Engine engine =
            Engine.on(store).workspaces(made.resolve("work")).open(new Flow(made).pipeline())) {
      StartRequest request =
          StartRequest.of(Flow.NAME, Cause.manual(KilledEngine.BOB), Release.of("c0ffee"));
      RunId run = engine.start(request);
      Run waiting = engine.settled(run).orTimeout(60, TimeUnit.SECONDS).join();
      Run unused = engine.approve(Answer.to(waiting.id(), "owners", KilledEngine.BOB));
      Run approved =
          engine.approve(Answer.to(run, "owners", Principal.of("carol").withGroups("owners")));
      Run ended = engine.ended(approved.id()).orTimeout(60, TimeUnit.SECONDS).join();
      return outline(ended, engine.journal(run));
    }
  }

  /**
   * How the run and its stages stand, what the steps left, and what happened at least once; without
   * what names the run, and without what only tells that an engine was opened again.
   */
  static List<String> outline(Run run, List<JournalEntry> journal) {
    List<String> lines = new ArrayList<>();
    lines.add("run " + run.status() + " " + run.reason());
    run.stages().values().forEach(stage -> lines.add("stage " + stage));
    TreeSet<String> happened = new TreeSet<>();
    run.outputs().forEach((key, value) -> happened.add(key + " = " + plain(value, run)));
    for (JournalEntry entry : journal) {
      if (!(entry.event() instanceof RunEvent.Resumed)) {
        happened.add(plain(entry.event().describe(), run));
      }
    }
    lines.addAll(happened);
    return lines;
  }

  private static String plain(String text, Run run) {
    return text.replace(run.id().value(), "<run>")
        .replace(run.release().commit(), "<commit>")
        .replaceAll("c0ffee\\d*", "<commit>")
        .replaceAll("\\b[0-9a-f]{40}\\b", "<key>")
        .replace(": by the child", "");
  }
}
