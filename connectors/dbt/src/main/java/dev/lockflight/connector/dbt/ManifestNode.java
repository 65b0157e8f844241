package dev.lockflight.connector.dbt;

import java.util.List;

/**
 * The small view of one node, source, unit test or function of a manifest. Immutable.
 *
 * @param dependsOn unique ids
 * @param hasFreshness for a source: whether dbt checks its freshness, because a threshold is set
 */
public record ManifestNode(
    NodeId id,
    NodeConfig config,
    NodeRelation relation,
    NodeContract contract,
    List<String> dependsOn,
    boolean hasFreshness) {
  public boolean is(String resourceType) {
    return id.resourceType().equals(resourceType);
  }

  /** Whether it is a data test or a unit test. */
  public boolean isTest() {
    return is("test") || is("unit_test");
  }

  public boolean isEphemeral() {
    return config.materialized().equals("ephemeral");
  }

  /** Whether another environment's version of it can stand in for it. */
  public boolean canBeDeferred() {
    return (is("model") || is("seed") || is("snapshot") || is("function")) && !isEphemeral();
  }

  /** Whether the platform can enforce its constraints: dbt tries only for these two. */
  boolean enforcesConstraints() {
    return config.materialized().equals("table") || config.materialized().equals("incremental");
  }

  @Override
  public String toString() {
    return id.uniqueId();
  }
}
