package dev.lockflight.connector.docker;

import dev.lockflight.Progress;
import dev.lockflight.connector.http.JsonTree;
import dev.lockflight.connector.http.RestException;
import dev.lockflight.connector.http.StreamedAnswer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of JSON by which the engine tells of a push or a pull, which answers 200 long
 * before it knows how it ends. For one transfer.
 */
final class Transfer implements StreamedAnswer.Reader<Boolean> {
  private final String what;
  private final Consumer<Progress> progress;
  private final Map<String, Long> done = new LinkedHashMap<>();
  private final Map<String, Long> whole = new LinkedHashMap<>();
  private @Nullable String digest;

  Transfer(String what, Consumer<Progress> progress) {
    this.what = what;
    this.progress = progress;
  }

  Optional<String> digest() {
    return Optional.ofNullable(digest);
  }

  @Override
  public Boolean read(StreamedAnswer answer) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.isBlank()) {
        hear(line);
      }
    }
    return true;
  }

  private void hear(String line) {
    JsonTree said;
    try {
      said = JsonTree.of(line.getBytes(StandardCharsets.UTF_8), what);
    } catch (RestException e) {
      throw DockerException.passing(what + ": the engine's answer breaks off: " + line).causedBy(e);
    }
    said.at("error").optionalText().ifPresent(this::fail);
    said.at("aux", "Digest").optionalText().ifPresent(found -> digest = found);
    moved(said);
  }

  private void fail(String error) {
    String advice = EngineProblem.advice(error);
    throw advice.isEmpty()
        ? DockerException.passing(what + ": " + error + "; check the registry and the network")
        : DockerException.fatal(what + ": " + error + "; " + advice);
  }

  private void moved(JsonTree said) {
    String layer = said.at("id").optionalText().orElse("");
    JsonTree detail = said.at("progressDetail");
    if (layer.isEmpty() || !detail.at("current").isPresent()) {
      return;
    }
    done.put(layer, detail.at("current").number());
    if (detail.at("total").isPresent()) {
      whole.put(layer, detail.at("total").number());
    }
    long total = whole.keySet().containsAll(done.keySet()) ? sum(whole) : -1;
    progress.accept(Progress.of(what + ", bytes", sum(done), Math.max(total, -1)));
  }

  private static long sum(Map<String, Long> bytes) {
    return bytes.values().stream().mapToLong(Long::longValue).sum();
  }
}
