package dev.lockflight.testkit.databricks;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/** All runs, by id. Thread-safe. */
final class Runs {
  private final Executor threads;
  private final InstantSource clock;
  private final Function<TaskDefinition, TaskHandler> handlers;
  private final Map<Long, JobRun> runs = new ConcurrentSkipListMap<>();
  private final Map<String, Long> tokens = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong(1000);
  private final AtomicInteger begun = new AtomicInteger();

  Runs(Executor threads, InstantSource clock, Function<TaskDefinition, TaskHandler> handlers) {
    this.threads = threads;
    this.clock = clock;
    this.handlers = handlers;
  }

  long newId() {
    return ids.incrementAndGet();
  }

  Instant now() {
    return clock.instant();
  }

  TaskHandler handler(TaskDefinition task) {
    return handlers.apply(task);
  }

  int begun() {
    return begun.get();
  }

  /** The run that has the token already, or the one that is begun now. */
  JobRun begin(String token, Supplier<JobRun> made) {
    if (token.length() > 64) {
      throw Refusal.badRequest("idempotency_token must have at most 64 characters.");
    }
    JobRun run;
    synchronized (this) {
      Long before = token.isEmpty() ? null : tokens.get(token);
      if (before != null) {
        return find(before)
            .orElseThrow(() -> Refusal.badRequest("The run with this token was deleted."));
      }
      run = made.get();
      runs.put(run.id(), run);
      if (!token.isEmpty()) {
        tokens.put(token, run.id());
      }
    }
    begun.incrementAndGet();
    work(run);
    return run;
  }

  /** Lets the tasks that are open do their work. */
  void work(JobRun run) {
    threads.execute(new RunTasks(this, run));
  }

  Optional<JobRun> find(long id) {
    return Optional.ofNullable(runs.get(id));
  }

  JobRun get(long id) {
    return find(id).orElseThrow(() -> Refusal.badRequest("Run " + id + " does not exist."));
  }

  /** The run one of whose tasks has this id. */
  Optional<JobRun> ofTask(long taskRun) {
    return runs.values().stream().filter(run -> run.task(taskRun).isPresent()).findFirst();
  }

  void delete(long id) {
    if (!get(id).isOver()) {
      throw Refusal.badRequest("Run " + id + " is active; cancel it first.");
    }
    var unused = runs.remove(id);
  }

  /** Newest first. */
  List<JobRun> all() {
    List<JobRun> all = new java.util.ArrayList<>(runs.values());
    java.util.Collections.reverse(all);
    return all;
  }

  void close() {
    runs.values().stream().filter(run -> !run.isOver()).forEach(JobRun::cancel);
  }
}
