package dev.lockflight.testkit.databricks;

/**
 * A request that came in.
 *
 * @param number from 1 on, over all requests of the workspace
 * @param path decoded, without the query
 */
public record SeenRequest(int number, String method, String path) {
  @Override
  public String toString() {
    return number + ": " + method + " " + path;
  }
}
