package dev.lockflight.connector.dbt;

import java.util.List;
import java.util.Map;

/**
 * What a node is configured to be. Immutable.
 *
 * @param materialized {@code table}, {@code view}, {@code ephemeral}, {@code test}, …; empty for a
 *     source
 * @param tags of the node and of its config, each once
 * @param meta those entries whose value is a text, a number or a truth value
 * @param severity of a test, upper case; else empty
 */
public record NodeConfig(
    String materialized,
    boolean enabled,
    List<String> tags,
    Map<String, String> meta,
    String severity) {}
