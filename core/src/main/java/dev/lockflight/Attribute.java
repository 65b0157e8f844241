package dev.lockflight;

/** A fact about an environment that steps and gates read, for example its dbt target or catalog. */
public record Attribute(String name, String value) {
  /** The Unity Catalog catalog, or the database, that holds the environment's data. */
  public static final String CATALOG = "catalog";

  /** The dbt target that builds into the environment. */
  public static final String DBT_TARGET = "dbt.target";

  /** The branch that is deployed there. */
  public static final String BRANCH = "branch";

  public Attribute {
    NameRule.check("attribute name", name);
  }

  @Override
  public String toString() {
    return name + "=" + value;
  }
}
