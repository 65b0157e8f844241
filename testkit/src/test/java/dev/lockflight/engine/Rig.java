package dev.lockflight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Cause;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.Release;
import dev.lockflight.RunId;
import dev.lockflight.SecretSource;
import dev.lockflight.StageName;
import dev.lockflight.notify.Notifications;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StageRun;
import dev.lockflight.store.InMemoryRunStore;
import dev.lockflight.store.RunStore;
import dev.lockflight.testkit.simulation.VirtualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An engine over a store in memory, in virtual time, that can crash and be opened again. Everything
 * it writes is replayed at once: each journal must be legal by the pipelines it is opened with.
 */
final class Rig {
  static final Instant FRIDAY = Instant.parse("2026-11-20T08:00:00Z");
  static final Principal ALICE = Principal.of("alice");
  static final Principal BOB = Principal.of("bob").withGroups("owners");
  static final Principal CAROL = Principal.of("carol").withGroups("owners");

  final VirtualTime time = new VirtualTime(FRIDAY);
  final ReplayingStore store;
  private final Pipeline[] pipelines;
  Notifications[] notifications = {};
  private int ids;
  Engine engine;

  Rig(Pipeline... pipelines) {
    this(new InMemoryRunStore(), pipelines);
  }

  Rig(RunStore store, Pipeline... pipelines) {
    this.store = new ReplayingStore(store);
    this.pipelines = pipelines;
    this.engine = open(pipelines);
  }

  private Engine open(Pipeline... with) {
    store.replayAgainst(with);
    return Engine.on(store)
        .clock(time)
        .threads(time.threads())
        .secrets(SecretSource.of(Map.of("TOKEN", "s3cr3t-value")))
        .ids(() -> RunId.of("run-" + ++ids))
        .workspaces(Path.of("target", "work"))
        .notifying(notifications)
        .open(with);
  }

  Pipeline pipeline() {
    return pipelines[0];
  }

  RunId start() {
    return start("c0ffee");
  }

  RunId start(String commit) {
    RunId run =
        engine.start(
            new StartRequest(pipelines[0].name(), Cause.manual(ALICE), Release.of(commit)));
    time.settle();
    return run;
  }

  /** Forgets everything that was not durable, and opens the store again. */
  void crash() {
    crash(pipelines);
  }

  void crash(Pipeline... with) {
    kill();
    engine = open(with);
    time.settle();
  }

  void kill() {
    time.forget();
    engine.close();
    time.forget();
  }

  void reopen() {
    engine = open(pipelines);
    time.settle();
  }

  void advance(Duration duration) {
    time.advance(duration);
  }

  Run run(RunId id) {
    return engine.find(id).orElseThrow();
  }

  RunStatus status(RunId id) {
    return run(id).status();
  }

  StageRun stage(RunId id, String stage) {
    return run(id).stage(StageName.of(stage));
  }

  void approve(RunId run, Principal by) {
    Run after = engine.approve(Answer.to(run, "owners", by));
    assertThat(after.id()).isEqualTo(run);
    time.settle();
  }

  List<String> journal(RunId run) {
    return engine.journal(run).stream().map(JournalEntry::event).map(Object::toString).toList();
  }

  long count(RunId run, Class<?> event) {
    return engine.journal(run).stream().filter(e -> event.isInstance(e.event())).count();
  }
}
