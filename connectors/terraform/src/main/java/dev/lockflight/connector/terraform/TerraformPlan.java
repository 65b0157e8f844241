package dev.lockflight.connector.terraform;

import dev.lockflight.Digest;
import dev.lockflight.ProducesFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A plan that waits to be applied. Survives a JSON round trip; holds no values of resources.
 * Immutable.
 *
 * <p>{@link #files()} is the plan as people read it, not the plan file: that one holds sensitive
 * values in the clear, so it stays in the step's workspace, readable by its owner alone.
 *
 * @param changes what would be done, in Terraform's order
 * @param drift what was changed outside Terraform since it last looked
 * @param changesAnything false when applying it would do nothing
 */
public record TerraformPlan(
    PlanFile file,
    Summary summary,
    List<ResourceChange> changes,
    List<ResourceChange> drift,
    boolean changesAnything)
    implements ProducesFiles {

  /**
   * The file that is applied.
   *
   * @param path on the machine of the engine
   * @param digest SHA-256 of its bytes
   * @param readable the same plan as text, with sensitive values left out
   */
  public record PlanFile(
      String path, Digest digest, String readable, String directory, String terraformVersion) {}

  /** How many resources would be added, changed, destroyed and imported. */
  public record Summary(int add, int change, int destroy, int imported) {
    static final Summary NOTHING = new Summary(0, 0, 0, 0);

    static Summary of(JsonNode changes) {
      return new Summary(
          changes.path("add").asInt(0),
          changes.path("change").asInt(0),
          changes.path("remove").asInt(0),
          changes.path("import").asInt(0));
    }

    @Override
    public String toString() {
      return add
          + " to add, "
          + change
          + " to change, "
          + destroy
          + " to destroy"
          + (imported == 0 ? "" : ", " + imported + " to import");
    }
  }

  public TerraformPlan {
    changes = List.copyOf(changes);
    drift = List.copyOf(drift);
  }

  /** What would be gone afterwards, or made anew. */
  public List<ResourceChange> destroyed() {
    return changes.stream().filter(ResourceChange::destroys).toList();
  }

  @Override
  public Map<String, Path> files() {
    return Map.of("plan.txt", Path.of(file.readable()));
  }

  @Override
  public String toString() {
    String all = changes.stream().map(Object::toString).collect(Collectors.joining(", "));
    return summary + (all.isEmpty() ? "" : ": " + all);
  }
}
