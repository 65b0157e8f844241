package dev.lockflight.engine;

import dev.lockflight.Pipeline;
import dev.lockflight.PipelineName;
import dev.lockflight.Trigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the runs of an engine's pipelines: at the times of their schedules, when a branch that is
 * polled comes to another commit, when another pipeline succeeds or its deployment fails, and when
 * somebody, for example a webhook, tells of an {@link Occurrence}. One occurrence starts a pipeline
 * once, however many tell of it and wherever a crash comes. It uses the engine's threads and clock.
 * Thread-safe.
 *
 * <pre>{@code
 * try (Engine engine = Engine.on(store).open(delivery, nightly);
 *     Triggers triggers =
 *         Triggers.on(engine)
 *             .releasing(git, "main")
 *             .polling(git, "main", Duration.ofMinutes(1))
 *             .open()) {
 *   stopped.await();
 * }
 * }</pre>
 */
public final class Triggers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Triggers.class);

  private final Engine engine;
  private final TriggerListener listener;
  private final StartOccurrence start;
  private final List<Lookout> lookouts = new ArrayList<>();
  private final List<Lookout> answers = new ArrayList<>();
  private final List<AutoCloseable> following = new ArrayList<>();
  private final Map<String, CronTimes> schedules = new LinkedHashMap<>();

  private Triggers(TriggersSetup setup) {
    this.engine = setup.engine();
    this.listener = setup.listener();
    this.start = new StartOccurrence(engine, this::tell);
  }

  /** Triggers of the pipelines this engine was opened with; close them before the engine. */
  public static TriggersSetup on(Engine engine) {
    return TriggersSetup.on(engine);
  }

  static Triggers open(TriggersSetup setup) {
    TriggerRules.check(setup);
    Triggers triggers = new Triggers(setup);
    triggers.schedule(setup);
    setup.polls().forEach(triggers::poll);
    triggers.hearEnds();
    setup.asked().forEach(triggers::ask);
    List.copyOf(triggers.lookouts).forEach(Lookout::call);
    return triggers;
  }

  private void schedule(TriggersSetup setup) {
    if (setup.released().none()) {
      return;
    }
    for (Pipeline pipeline : engine.works().pipelines().values()) {
      for (Trigger trigger : pipeline.triggers()) {
        if (trigger instanceof Trigger.Cron cron) {
          WatchedBranch branch = setup.released().of(pipeline.name()).orElseThrow();
          Schedule schedule =
              new Schedule(
                  pipeline.name(), cron, branch, engine.works().store(), start, this::tell);
          schedules.put(schedule.what(), schedule.times());
          lookouts.add(new Lookout(schedule, engine, this::tell));
        }
      }
    }
  }

  private void poll(TriggersSetup.Poll poll) {
    Watch watch = new BranchPoll(poll, engine.works().store(), start, this::tell);
    lookouts.add(new Lookout(watch, engine, this::tell));
  }

  private void ask(TriggersSetup.Asked asked) {
    Watch watch = new AnswerPoll(asked.source(), asked.every(), engine, this::tell);
    Lookout lookout = new Lookout(watch, engine, this::tell);
    answers.add(lookout);
    lookouts.add(lookout);
  }

  private void hearEnds() {
    for (Sequel sequel : TriggerRules.sequels(engine)) {
      Downstream downstream = new Downstream(sequel, engine.works(), start);
      Lookout lookout = new Lookout(downstream, engine, this::tell);
      downstream.calling(lookout::call);
      following.add(engine.follow(downstream));
      lookouts.add(lookout);
    }
  }

  /**
   * Starts every pipeline that such an occurrence starts; returns when the starts are durable.
   *
   * @return what came of it for each pipeline whose triggers match; empty when none does
   */
  public List<TriggerEvent> happened(Occurrence occurrence) {
    return start.everywhere(occurrence);
  }

  /**
   * Starts one pipeline, whichever others such an occurrence would start; returns when the start is
   * durable.
   *
   * @throws RefusedException UNKNOWN_PIPELINE when the engine does not have it
   */
  public TriggerEvent happened(Occurrence occurrence, String pipeline) {
    PipelineName name = PipelineName.of(pipeline);
    var unused = engine.works().pipeline(name);
    return start.of(name, occurrence);
  }

  /** Asks soon where people answer approvals, because somebody is said to have answered. */
  public void lookForAnswers() {
    answers.forEach(Lookout::call);
  }

  /** When each schedule occurs next, by what it is called. */
  public Map<String, Instant> upcoming() {
    Instant now = engine.works().surroundings().clock().instant();
    Map<String, Instant> all = new LinkedHashMap<>();
    schedules.forEach((what, times) -> times.after(now).ifPresent(next -> all.put(what, next)));
    return all;
  }

  /** Whether {@link #note} noted it, perhaps before a restart. */
  public boolean isNoted(String name) {
    return engine.works().store().bookmark("noted " + name).isPresent();
  }

  /**
   * Notes for ever, also over restarts, that something was handled, for example a delivery; durable
   * when it returns. For those who tell of occurrences.
   */
  public void note(String name) {
    String now = engine.works().surroundings().clock().instant().toString();
    engine.works().store().keepBookmark("noted " + name, now);
  }

  private void tell(TriggerEvent event) {
    LOG.info("{}", event.describe());
    try {
      listener.happened(event);
    } catch (RuntimeException e) {
      LOG.warn("a listener failed; triggers go on without it having been told", e);
    }
  }

  /** Nothing starts runs any more; runs go on. What is missed is made up for as it was said. */
  @Override
  public void close() {
    lookouts.forEach(Lookout::close);
    for (AutoCloseable each : following) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IllegalStateException("a listener could not be removed", e);
      }
    }
  }
}
