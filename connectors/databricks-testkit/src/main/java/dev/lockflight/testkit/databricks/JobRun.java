package dev.lockflight.testkit.databricks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One run and the state of its tasks. Thread-safe. */
final class JobRun {
  private final RunOrigin origin;
  private final Map<String, TaskState> tasks = new LinkedHashMap<>();
  private final List<Long> repairs = new ArrayList<>();
  private @Nullable Thread worker;
  private @Nullable Instant end;
  private boolean canceled;

  /** Where a run came from; the job is 0 for a one-time run. */
  record RunOrigin(
      long id,
      long job,
      String name,
      Map<String, String> parameters,
      Optional<String> gitCommit,
      Instant start) {}

  JobRun(RunOrigin origin, List<TaskState> tasks) {
    this.origin = origin;
    tasks.forEach(task -> this.tasks.put(task.key(), task));
    for (TaskState task : tasks) {
      for (TaskDefinition.Dependency on : task.definition().dependencies()) {
        if (!this.tasks.containsKey(on.key())) {
          throw Refusal.badRequest(
              "Task " + task.key() + " depends on " + on.key() + ", which is not there.");
        }
      }
    }
  }

  long id() {
    return origin.id();
  }

  RunOrigin origin() {
    return origin;
  }

  synchronized List<TaskState> tasks() {
    return List.copyOf(tasks.values());
  }

  Optional<TaskState> task(long taskRun) {
    return tasks().stream().filter(task -> task.id() == taskRun).findFirst();
  }

  synchronized TaskState task(String key) {
    return java.util.Objects.requireNonNull(tasks.get(key), key);
  }

  synchronized void set(TaskState task) {
    tasks.put(task.key(), task);
  }

  synchronized boolean isOver() {
    return end != null;
  }

  synchronized Optional<Instant> end() {
    return Optional.ofNullable(end);
  }

  synchronized boolean isCanceled() {
    return canceled;
  }

  /** Whether a thread works on it now. */
  synchronized boolean hasBegun() {
    return worker != null;
  }

  /** The calling thread works on it from now on. */
  synchronized void begin() {
    worker = Thread.currentThread();
  }

  /** The calling thread has ended its work, and is no longer interrupted because of it. */
  synchronized void end(Instant now) {
    worker = null;
    end = now;
    var unused = canceled && Thread.interrupted();
  }

  synchronized void cancel() {
    canceled = end == null;
    if (canceled && worker != null) {
      worker.interrupt();
    }
  }

  /** Opens these tasks again; the last repair must be named, if there was one. */
  synchronized void repair(long repair, long latest, Map<String, TaskState> again) {
    if (end == null) {
      throw Refusal.badRequest("Run " + id() + " is still active and cannot be repaired.");
    }
    long last = repairs.isEmpty() ? 0 : repairs.get(repairs.size() - 1);
    if (last != latest) {
      throw Refusal.badRequest("latest_repair_id must be " + last + ", the latest repair.");
    }
    repairs.add(repair);
    tasks.putAll(again);
    canceled = false;
    end = null;
  }

  synchronized List<Long> repairs() {
    return List.copyOf(repairs);
  }

  /** What the whole run ended with; empty while it works. */
  synchronized Optional<String> resultState() {
    if (end == null) {
      return Optional.empty();
    }
    Set<String> failing = Set.of("SUCCESS", "EXCLUDED");
    boolean good =
        tasks.values().stream().allMatch(task -> failing.contains(task.resultState().orElse("")));
    return Optional.of(canceled ? "CANCELED" : good ? "SUCCESS" : "FAILED");
  }
}
