package dev.lockflight.connector.databricks;

import java.net.URI;

/**
 * One task of a run.
 *
 * @param runId what {@link Jobs#output} wants to know
 * @param attempt counted from 0
 * @param page where people look at it
 */
public record TaskRun(String key, long runId, int attempt, RunState state, URI page) {
  @Override
  public String toString() {
    return key + " " + state.word();
  }
}
