package dev.lockflight.connector.sql;

import dev.lockflight.GateContext;
import dev.lockflight.MissingOutputException;
import dev.lockflight.Output;
import java.util.Set;

/** What a schema is compared with. */
sealed interface SchemaBaseline {
  Answer<RelationSchema> ask(GateContext context) throws InterruptedException;

  default Set<Output<?>> reads() {
    return Set.of();
  }

  /** The relation in another environment. */
  record Elsewhere(Warehouse warehouse, SchemaQuestion question) implements SchemaBaseline {
    @Override
    public Answer<RelationSchema> ask(GateContext context) throws InterruptedException {
      return question.ask(warehouse);
    }

    @Override
    public String toString() {
      return warehouse.environment().value();
    }
  }

  /** What a step of this run read. */
  record Earlier(Output<RelationSchema> output) implements SchemaBaseline {
    @Override
    public Answer<RelationSchema> ask(GateContext context) {
      try {
        return new Answer<>(context.read(output), "output " + output.name());
      } catch (MissingOutputException e) {
        throw new CouldNotTellException("no baseline: " + e.getMessage());
      }
    }

    @Override
    public Set<Output<?>> reads() {
      return Set.of(output);
    }

    @Override
    public String toString() {
      return output.name();
    }
  }
}
