package dev.lockflight.connector.terraform;

import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.json.Json;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The outputs of a root module. Survives a JSON round trip. Immutable.
 *
 * @param values the JSON of each output that is not sensitive, by name
 * @param sensitive the names of those that are; their values are not read
 */
public record TerraformOutputs(Map<String, String> values, SortedSet<String> sensitive) {
  public TerraformOutputs {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
    sensitive = Collections.unmodifiableSortedSet(new TreeSet<>(sensitive));
  }

  /**
   * The value of an output.
   *
   * @param type a class its JSON can become: String, Integer, Map, a record ...
   * @throws InvalidDefinitionException when there is none of that name, or it is sensitive
   */
  public <T> T value(String name, Class<T> type) {
    String json = values.get(name);
    if (json == null) {
      throw new InvalidDefinitionException(
          sensitive.contains(name)
              ? "the Terraform output "
                  + name
                  + " is sensitive, so it is not read; let the program that needs it ask Terraform"
              : "there is no Terraform output "
                  + name
                  + " among "
                  + values.keySet()
                  + "; apply the configuration that declares it, or correct the name");
    }
    return Json.read(json, type);
  }

  /** The value of an output that is a text. */
  public String text(String name) {
    return value(name, String.class);
  }

  @Override
  public String toString() {
    return values + (sensitive.isEmpty() ? "" : ", sensitive " + sensitive);
  }
}
