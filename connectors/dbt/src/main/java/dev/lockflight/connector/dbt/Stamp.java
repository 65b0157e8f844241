package dev.lockflight.connector.dbt;

import dev.lockflight.StepContext;
import java.util.Map;
import java.util.TreeMap;

/**
 * What dbt writes into {@code metadata.env} of every artifact, by which a gate knows whose it is.
 * dbt takes it from variables that begin with {@code DBT_ENV_CUSTOM_ENV_}.
 */
final class Stamp {
  static final String PREFIX = "DBT_ENV_CUSTOM_ENV_";
  static final String RUN = "LOCKFLIGHT_RUN";

  private Stamp() {}

  static Map<String, String> of(StepContext context) {
    Map<String, String> stamp = new TreeMap<>();
    stamp.put(RUN, context.run().value());
    stamp.put("LOCKFLIGHT_STAGE", context.stage().value());
    stamp.put("LOCKFLIGHT_STEP", context.step().value());
    stamp.put("LOCKFLIGHT_ATTEMPT", Integer.toString(context.attempt()));
    stamp.put("LOCKFLIGHT_KEY", context.idempotencyKey());
    stamp.put("LOCKFLIGHT_COMMIT", context.release().commit());
    context
        .environment()
        .ifPresent(environment -> stamp.put("LOCKFLIGHT_ENVIRONMENT", environment.name().value()));
    return stamp;
  }

  static Map<String, String> asVariables(Map<String, String> stamp) {
    Map<String, String> variables = new TreeMap<>();
    stamp.forEach((name, value) -> variables.put(PREFIX + name, value));
    return variables;
  }
}
