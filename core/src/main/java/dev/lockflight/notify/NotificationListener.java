package dev.lockflight.notify;

import dev.lockflight.Pipeline;
import dev.lockflight.PipelineName;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunListener;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/**
 * Sends notifications from wherever a {@link RunListener} can listen: each once, never again when
 * it failed or the process ended, and nothing is written down. An engine that is {@code notifying}
 * does better. Thread-safe.
 */
public final class NotificationListener implements RunListener {
  private final List<Notifications> rules;
  private final Map<PipelineName, Pipeline> pipelines = new HashMap<>();
  private final Executor executor;
  private final BiConsumer<Notifications, Exception> failed;

  /**
   * A listener for runs of these pipelines.
   *
   * @param executor where channels are called, which may take long
   * @param failed is told when a channel did not take one
   */
  public NotificationListener(
      List<Notifications> rules,
      List<Pipeline> pipelines,
      Executor executor,
      BiConsumer<Notifications, Exception> failed) {
    this.rules = List.copyOf(rules);
    pipelines.forEach(pipeline -> this.pipelines.put(pipeline.name(), pipeline));
    this.executor = executor;
    this.failed = failed;
  }

  @Override
  public void happened(JournalEntry entry, Run run) {
    Pipeline pipeline = pipelines.get(run.pipeline());
    if (pipeline == null) {
      return;
    }
    for (Occasion occasion : Occasion.of(pipeline, run, entry)) {
      rules.stream()
          .filter(rule -> rule.cover(occasion))
          .forEach(rule -> executor.execute(() -> send(rule, occasion)));
    }
  }

  private void send(Notifications rule, Occasion occasion) {
    try {
      rule.channel().notifier().send(occasion.notification(rule.wording()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failed.accept(rule, e);
    } catch (Exception e) {
      failed.accept(rule, e);
    }
  }
}
