package dev.lockflight.connector.cli;

import dev.lockflight.Pipeline;
import dev.lockflight.PipelineName;
import dev.lockflight.Principal;
import dev.lockflight.SecretSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What every command works with.
 *
 * @param name what the program is called in hints
 * @param given what the embedding program hands in
 */
record Tool(String name, List<Pipeline> pipelines, Place place, Terminal terminal, Given given) {
  /** Who acts, the secrets of steps, and how the command hears that it shall leave. */
  record Given(Supplier<Principal> user, SecretSource secrets, Signals signals) {}

  Tool {
    pipelines = List.copyOf(pipelines);
  }

  Principal user() {
    return given.user().get();
  }

  Optional<Pipeline> find(PipelineName pipeline) {
    return pipelines.stream().filter(each -> each.name().equals(pipeline)).findFirst();
  }

  /** The pipeline of this name, or the only one. */
  Pipeline pipeline(@org.jspecify.annotations.Nullable String wanted) {
    List<PipelineName> names = pipelines.stream().map(Pipeline::name).toList();
    if (wanted == null && pipelines.size() == 1) {
      return pipelines.get(0);
    }
    if (wanted == null) {
      throw CommandFailedException.usage("say which pipeline with --pipeline, one of " + names);
    }
    return pipelines.stream()
        .filter(each -> each.name().value().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                CommandFailedException.usage(
                    "there is no pipeline " + wanted + "; there are " + names));
  }
}
