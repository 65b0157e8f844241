package dev.lockflight.examples.laptop;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A DAG of {@link LocalAirflow}: tasks that run one after the other. */
public interface LocalDag {
  String id();

  /** In the order they run. */
  List<String> tasks();

  /** Why it could not be loaded; empty when it was. */
  Optional<String> importError();

  /**
   * Does what the task does. Whatever it throws fails the task; it ends when its thread is
   * interrupted.
   *
   * @param log takes lines of the task's log
   */
  void run(String task, Consumer<String> log) throws Exception;
}
