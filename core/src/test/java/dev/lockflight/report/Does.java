package dev.lockflight.report;

import dev.lockflight.Call;
import dev.lockflight.StepContext;

/** An operation that is only shown, never run. */
record Does(String name, String describe) implements Call<String> {
  @Override
  public String run(StepContext context) {
    return "";
  }
}
