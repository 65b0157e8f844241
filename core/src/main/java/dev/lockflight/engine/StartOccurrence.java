package dev.lockflight.engine;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.lockflight.InvalidParameterException;
import dev.lockflight.Pipeline;
import dev.lockflight.PipelineName;
import dev.lockflight.RunId;
import dev.lockflight.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Starts what an occurrence starts, once. Thread-safe. */
final class StartOccurrence {
  private final Engine engine;
  private final Consumer<TriggerEvent> tell;

  StartOccurrence(Engine engine, Consumer<TriggerEvent> tell) {
    this.engine = engine;
    this.tell = tell;
  }

  /** Every pipeline that such a cause starts; returns when the starts are durable. */
  List<TriggerEvent> everywhere(Occurrence occurrence) {
    List<TriggerEvent> events = new ArrayList<>();
    for (Pipeline pipeline : engine.works().pipelines().values()) {
      if (pipeline.isStartedBy(occurrence.cause())) {
        events.add(of(pipeline.name(), occurrence));
      }
    }
    return List.copyOf(events);
  }

  /** The pipelines that have this very trigger; returns when the starts are durable. */
  void by(Trigger trigger, Occurrence occurrence) {
    having(trigger).forEach(pipeline -> of(pipeline, occurrence));
  }

  /** Tells that the pipelines that have this very trigger are not started. */
  void refused(Trigger trigger, Occurrence occurrence, String why) {
    having(trigger)
        .forEach(pipeline -> tell.accept(new TriggerEvent.Refused(pipeline, occurrence, why)));
  }

  private List<PipelineName> having(Trigger trigger) {
    return engine.works().pipelines().values().stream()
        .filter(pipeline -> pipeline.triggers().contains(trigger))
        .map(Pipeline::name)
        .toList();
  }

  @CanIgnoreReturnValue
  TriggerEvent of(PipelineName pipeline, Occurrence occurrence) {
    TriggerEvent event = started(pipeline, occurrence);
    tell.accept(event);
    return event;
  }

  private TriggerEvent started(PipelineName pipeline, Occurrence occurrence) {
    StartRequest request =
        new StartRequest(pipeline, occurrence.cause(), occurrence.release()).once(occurrence.key());
    RunId known = RunIds.of(request);
    if (engine.works().store().find(known).isPresent()) {
      return new TriggerEvent.AlreadyStarted(pipeline, known, occurrence);
    }
    try {
      return new TriggerEvent.Started(pipeline, engine.start(request), occurrence);
    } catch (RefusedException | InvalidParameterException e) {
      return new TriggerEvent.Refused(pipeline, occurrence, Contexts.told(e));
    }
  }
}
