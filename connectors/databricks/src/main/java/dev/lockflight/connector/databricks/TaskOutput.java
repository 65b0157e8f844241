package dev.lockflight.connector.databricks;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * What one task left. Texts are empty when there is none.
 *
 * @param exitValue what a notebook gave to {@code dbutils.notebook.exit}, cut after 5 MB
 * @param isCut whether the exit value or the logs were longer
 * @param dbtArtifacts where a dbt task's artifacts can be had for 30 minutes
 */
public record TaskOutput(
    String exitValue,
    boolean isCut,
    Failure failure,
    String logs,
    Optional<Download> dbtArtifacts) {
  /** The error of the task and its stack trace. */
  public record Failure(String error, String trace) {}

  /**
   * A presigned address.
   *
   * @param headers to be sent with the request; no other credentials
   */
  public record Download(URI address, Map<String, String> headers) {
    public Download {
      headers = Map.copyOf(headers);
    }

    /** Never the address, which is a key by itself. */
    @Override
    public String toString() {
      return "artifacts at " + address.getHost();
    }
  }
}
