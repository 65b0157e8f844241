package dev.lockflight.connector.dbt;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one node after the other. Not thread-safe. */
final class NodeReader {
  private final JsonWalk walk;
  private final Words words;
  private final ContractReader contracts;
  private final Map<String, String> texts = new HashMap<>();
  private final Set<String> tags = new LinkedHashSet<>();
  private final Map<String, String> meta = new HashMap<>();
  private List<String> dependsOn = List.of();
  private boolean enabled;
  private @Nullable Instant deprecated;
  private boolean threshold;

  NodeReader(JsonWalk walk, Words words) {
    this.walk = walk;
    this.words = words;
    this.contracts = new ContractReader(words);
  }

  ManifestNode read(String uniqueId) {
    texts.clear();
    tags.clear();
    meta.clear();
    dependsOn = List.of();
    enabled = true;
    deprecated = null;
    threshold = false;
    walk.object(this::member);
    return finish(words.once(uniqueId));
  }

  private void member(String name) {
    switch (name) {
      case "resource_type",
          "package_name",
          "name",
          "version",
          "database",
          "schema",
          "alias",
          "identifier",
          "relation_name",
          "loaded_at_field" ->
          keep(name);
      case "tags" -> tags.addAll(walk.texts());
      case "meta" -> meta.putAll(walk.scalars());
      case "depends_on" -> walk.object(this::dependency);
      case "config" -> walk.object(this::config);
      case "columns" -> contracts.columns(walk);
      case "constraints" -> contracts.modelConstraints(walk);
      case "contract" -> contracts.contract(walk);
      case "freshness" -> walk.object(this::freshness);
      case "deprecation_date" -> deprecated = Timestamps.parseLoosely(walk.text());
      default -> walk.skip();
    }
  }

  private void config(String name) {
    switch (name) {
      case "materialized", "severity" -> keep(name);
      case "enabled" -> enabled = walk.truth(true);
      case "tags" -> tags.addAll(walk.texts());
      case "meta" -> meta.putAll(walk.scalars());
      case "freshness" -> walk.object(this::freshness);
      default -> walk.skip();
    }
  }

  private void dependency(String name) {
    if (name.equals("nodes")) {
      dependsOn = words.once(walk.texts());
    } else {
      walk.skip();
    }
  }

  /**
   * A threshold counts only with both its parts: {@code {count: null, period: null}} and {@code {}}
   * are none.
   */
  private void freshness(String name) {
    if (name.equals("warn_after") || name.equals("error_after")) {
      Map<String, String> parts = walk.scalars();
      threshold |= parts.containsKey("count") && parts.containsKey("period");
    } else {
      walk.skip();
    }
  }

  private void keep(String name) {
    String value = walk.text();
    if (value != null) {
      texts.put(name, value);
    }
  }

  private ManifestNode finish(String uniqueId) {
    String type = text("resource_type");
    String name = texts.getOrDefault("name", "");
    String alias = texts.getOrDefault("alias", texts.getOrDefault("identifier", ""));
    NodeId id =
        new NodeId(
            uniqueId,
            type.isEmpty() ? uniqueId.substring(0, Math.max(0, uniqueId.indexOf('.'))) : type,
            text("package_name"),
            name,
            text("version"),
            deprecated);
    NodeConfig config =
        new NodeConfig(
            text("materialized"),
            enabled,
            words.once(List.copyOf(tags)),
            words.once(meta),
            words.once(text("severity").toUpperCase(Locale.ROOT)));
    NodeRelation relation =
        new NodeRelation(
            text("database"),
            text("schema"),
            name.equals(alias) ? name : alias,
            texts.getOrDefault("relation_name", ""));
    return new ManifestNode(id, config, relation, contracts.take(), dependsOn, threshold);
  }

  /** Whether the node last read names the column that tells when a row was loaded. */
  boolean hasLoadedAtField() {
    return texts.containsKey("loaded_at_field");
  }

  /** What repeats from node to node is kept once. */
  private String text(String name) {
    return words.once(texts.getOrDefault(name, ""));
  }
}
