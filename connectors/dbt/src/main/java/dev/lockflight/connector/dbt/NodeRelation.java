package dev.lockflight.connector.dbt;

/**
 * Where a node's data is. {@code relationName} is quoted as the adapter does; empty when there is
 * none.
 */
public record NodeRelation(String database, String schema, String alias, String relationName) {}
