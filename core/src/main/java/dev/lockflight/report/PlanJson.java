package dev.lockflight.report;

import dev.lockflight.Digest;
import dev.lockflight.json.Json;
import dev.lockflight.plan.Plan;
import org.jspecify.annotations.Nullable;

/** A plan as JSON; a field may be added, never renamed or given another meaning. */
final class PlanJson {
  static final int VERSION = 1;
  private static final String SCHEMA = "lockflight.plan";

  /** What stands in front of the plan itself. */
  private record Seal(@Nullable String schema, int schemaVersion, @Nullable Digest digest) {}

  private PlanJson() {}

  static String of(Plan plan) {
    return new SafeJson()
        .put("schema", SCHEMA)
        .put("schemaVersion", VERSION)
        .put("digest", plan.digest())
        .put("start", plan.start())
        .put("structure", plan.structure())
        .put("environments", plan.environments())
        .put("stages", plan.stages())
        .put("madeAt", plan.madeAt())
        .toString();
  }

  static Plan read(String json) {
    try {
      Seal seal = Json.read(json, Seal.class);
      if (!SCHEMA.equals(seal.schema())) {
        throw new UnreadablePlanException("its schema is not " + SCHEMA);
      }
      if (seal.schemaVersion() > VERSION) {
        throw new UnreadablePlanException(
            "a newer Lockflight wrote it, schema version " + seal.schemaVersion());
      }
      Plan plan = Json.read(json, Plan.class);
      if (!plan.digest().equals(seal.digest())) {
        throw new UnreadablePlanException("it was changed since it was made");
      }
      return plan;
    } catch (Json.UnreadableJsonException e) {
      throw new UnreadablePlanException(
          SafeText.abridged(SafeText.line(String.valueOf(e.getMessage())), 300), e);
    }
  }
}
