package dev.lockflight.connector.github;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Checks JSON against the schemas of an OpenAPI 3.0 document, and, other than JSON Schema does,
 * takes a field that is not described for a misspelt one.
 */
public final class SchemaCheck {
  private final JsonNode document;

  public SchemaCheck(JsonNode document) {
    this.document = document;
  }

  JsonNode resolved(JsonNode schema) {
    JsonNode found = schema;
    while (found.has("$ref")) {
      found = document.at(found.get("$ref").asString().substring(1));
    }
    return found;
  }

  /** What is wrong; {@code whole} demands the required fields too. */
  public List<String> faults(JsonNode schema, JsonNode value, boolean whole) {
    List<String> faults = new ArrayList<>();
    new Walk(whole, faults).check(schema, value, "body", Set.of());
    return faults;
  }

  private final class Walk {
    private final boolean whole;
    private final List<String> faults;

    Walk(boolean whole, List<String> faults) {
      this.whole = whole;
      this.faults = faults;
    }

    void check(JsonNode unresolved, JsonNode value, String at, Set<String> alsoKnown) {
      JsonNode schema = resolved(unresolved);
      if (value.isNull() && (schema.path("nullable").asBoolean(false) || hasNull(schema))) {
        return;
      }
      Set<String> known = new TreeSet<>(alsoKnown);
      collectNames(schema, known);
      for (JsonNode part : schema.path("allOf")) {
        check(part, value, at, known);
      }
      alternatives(schema, value, at, known);
      type(schema, value, at);
      limits(schema, value, at);
      if (value.isObject()) {
        object(schema, value, at, known);
      } else if (value.isArray() && schema.has("items")) {
        for (int i = 0; i < value.size(); i++) {
          check(schema.get("items"), value.get(i), at + "[" + i + "]", Set.of());
        }
      }
    }

    private boolean hasNull(JsonNode schema) {
      return Stream.of("anyOf", "oneOf")
          .flatMap(word -> schema.path(word).valueStream())
          .map(SchemaCheck.this::resolved)
          .anyMatch(part -> part.path("nullable").asBoolean(false));
    }

    private void collectNames(JsonNode unresolved, Set<String> names) {
      JsonNode schema = resolved(unresolved);
      names.addAll(schema.path("properties").propertyNames());
      for (String word : List.of("allOf", "oneOf", "anyOf")) {
        schema.path(word).forEach(part -> collectNames(part, names));
      }
    }

    private void alternatives(JsonNode schema, JsonNode value, String at, Set<String> known) {
      for (String word : List.of("oneOf", "anyOf")) {
        List<String> best = null;
        for (JsonNode part : schema.path(word)) {
          List<String> found = new ArrayList<>();
          new Walk(whole, found).check(part, value, at, known);
          best = best == null || found.size() < best.size() ? found : best;
        }
        if (best != null) {
          faults.addAll(best);
        }
      }
    }

    private void type(JsonNode schema, JsonNode value, String at) {
      boolean fits =
          switch (schema.path("type").asString("")) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> true;
          };
      if (!fits) {
        faults.add(at + " is no " + schema.path("type").asString() + ": " + value);
      }
    }

    private void limits(JsonNode schema, JsonNode value, String at) {
      if (schema.has("enum") && schema.get("enum").valueStream().noneMatch(value::equals)) {
        faults.add(at + " is " + value + ", not one of " + schema.get("enum"));
      }
      limit(schema, "maxLength", value.isString() ? value.asString().length() : 0, at);
      limit(schema, "maxItems", value.isArray() ? value.size() : 0, at);
      limit(schema, "maxProperties", value.isObject() ? value.size() : 0, at);
      limit(schema, "maximum", value.isNumber() ? value.longValue() : Long.MIN_VALUE, at);
      if (value.isArray() && value.size() < schema.path("minItems").asInt(0)) {
        faults.add(at + " has fewer elements than " + schema.get("minItems"));
      }
    }

    private void limit(JsonNode schema, String word, long size, String at) {
      if (schema.has(word) && size > schema.get(word).longValue()) {
        faults.add(at + " is over " + word + " " + schema.get(word));
      }
    }

    private void object(JsonNode schema, JsonNode value, String at, Set<String> known) {
      JsonNode properties = schema.path("properties");
      JsonNode more = schema.path("additionalProperties");
      boolean open = more.isObject() || more.asBoolean(false) || known.isEmpty();
      value
          .propertyStream()
          .forEach(
              field -> {
                String where = at + "." + field.getKey();
                if (properties.has(field.getKey())) {
                  check(properties.get(field.getKey()), field.getValue(), where, Set.of());
                } else if (more.isObject()) {
                  check(more, field.getValue(), where, Set.of());
                } else if (!open && !known.contains(field.getKey())) {
                  faults.add(where + " is not described");
                }
              });
      for (JsonNode name : schema.path("required")) {
        if (whole && !value.has(name.asString())) {
          faults.add(at + "." + name.asString() + " is missing");
        }
      }
    }
  }
}
