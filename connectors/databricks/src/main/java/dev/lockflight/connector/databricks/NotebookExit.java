package dev.lockflight.connector.databricks;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lockflight.connector.dbt.DbtRunner.Exit;
import dev.lockflight.json.Json;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The small JSON with which the notebook {@code run_dbt} exits.
 *
 * @param version of this shape: 1
 * @param exitCode of dbt
 * @param artifacts the directory it wrote, which must be the one it was told
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record NotebookExit(
    @Nullable Integer version,
    @JsonProperty("exit_code") @Nullable Integer exitCode,
    @JsonProperty("invocation_id") @Nullable String invocationId,
    @Nullable String artifacts,
    @Nullable String error) {
  /** Empty when the text is something else, or of another invocation. */
  static Optional<Exit> read(String text, String directory) {
    try {
      NotebookExit read = Json.read(text, NotebookExit.class);
      Integer code = read == null ? null : read.exitCode;
      if (read == null || code == null || !Integer.valueOf(1).equals(read.version)) {
        return Optional.empty();
      }
      return directory.equals(read.artifacts) ? Optional.of(read.exit(code)) : Optional.empty();
    } catch (Json.UnreadableJsonException e) {
      return Optional.empty();
    }
  }

  private Exit exit(int code) {
    boolean told = invocationId != null && !invocationId.isEmpty();
    List<String> errors = error == null || error.isEmpty() ? List.of() : List.of(error);
    return new Exit(code, told ? invocationId : null, true, errors);
  }
}
