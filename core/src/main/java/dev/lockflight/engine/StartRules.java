package dev.lockflight.engine;

import dev.lockflight.Environment;
import dev.lockflight.InvalidParameterException;
import dev.lockflight.Parameter;
import dev.lockflight.ParameterValues;
import dev.lockflight.Pipeline;
import dev.lockflight.engine.RefusedException.Reason;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a request must be for a run to be started, or planned, with it. */
final class StartRules {
  private StartRules() {}

  /**
   * The explicit values, all known and readable; those that nothing else gives must be there.
   *
   * @throws RefusedException when no trigger of the pipeline matches
   * @throws InvalidParameterException when a value is unknown, unreadable or missing
   */
  static ParameterValues parameters(Pipeline pipeline, StartRequest request) {
    if (!pipeline.isStartedBy(request.cause())) {
      throw new RefusedException(
          Reason.NOT_TRIGGERED,
          "pipeline "
              + pipeline.name()
              + " is not started by a "
              + request.cause()
              + "; it starts on "
              + (pipeline.triggers().isEmpty() ? "a manual start" : pipeline.triggers()));
    }
    RunHotfix.check(pipeline, request);
    return checked(pipeline, request.cause().inputs());
  }

  private static ParameterValues checked(Pipeline pipeline, Map<String, String> inputs) {
    Map<String, Parameter<?>> known = new TreeMap<>();
    pipeline.parameters().forEach(parameter -> known.put(parameter.name(), parameter));
    inputs.forEach(
        (name, text) -> {
          Parameter<?> parameter = known.get(name);
          if (parameter == null) {
            throw new InvalidParameterException(name, text, "one of " + known.keySet());
          }
          parameter.check(text);
        });
    for (Parameter<?> parameter : known.values()) {
      if (!inputs.containsKey(parameter.name()) && !givenEverywhere(pipeline, parameter)) {
        throw new InvalidParameterException(parameter.name(), "", "given: it has no default");
      }
    }
    return new ParameterValues(inputs);
  }

  private static boolean givenEverywhere(Pipeline pipeline, Parameter<?> parameter) {
    List<Environment> environments = pipeline.environments();
    return parameter.defaultText().isPresent()
        || (!environments.isEmpty()
            && environments.stream().allMatch(e -> e.parameters().containsKey(parameter.name())));
  }
}
