package dev.lockflight.connector.sql;

import dev.lockflight.Call;
import dev.lockflight.StepContext;

/** The step that reads the columns of a relation. */
record ReadSchema(Warehouse warehouse, SchemaQuestion question) implements Call<RelationSchema> {
  @Override
  public String name() {
    String what = "read schema of " + question.relation() + " in " + warehouse.environment();
    return ReadableName.of(what).value();
  }

  @Override
  public RelationSchema run(StepContext context) throws InterruptedException {
    try {
      return question.ask(warehouse).value();
    } catch (CouldNotTellException e) {
      throw e.asStepFailure();
    }
  }
}
