package dev.lockflight;

import java.util.List;

/** What a pipeline is put together from. */
public sealed interface PipelinePart
    permits Stage, PipelinePart.Parallel, PipelinePart.StartedOn, PipelinePart.Parameters {
  /** Stages that run side by side; what follows in the list waits for all of them. */
  record Parallel(List<Stage> stages) implements PipelinePart {
    public Parallel {
      stages = List.copyOf(stages);
      if (stages.isEmpty()) {
        throw new InvalidDefinitionException("parallel() must have at least one stage");
      }
    }
  }

  /** What starts the pipeline. */
  record StartedOn(List<Trigger> triggers) implements PipelinePart {
    public StartedOn {
      triggers = List.copyOf(triggers);
    }
  }

  /** Its typed inputs. */
  record Parameters(List<Parameter<?>> parameters) implements PipelinePart {
    public Parameters {
      parameters = List.copyOf(parameters);
    }
  }
}
