package dev.lockflight.connector.databricks;

import dev.lockflight.InvalidDefinitionException;
import java.util.List;
import java.util.Locale;

/**
 * Something in Unity Catalog that privileges are granted on.
 *
 * @param fullName its parts with dots between
 */
public record Securable(Kind kind, String fullName) {
  /** How many parts its name has, and how the API calls several of it. */
  public enum Kind {
    CATALOG(1, "catalogs"),
    SCHEMA(2, "schemas"),
    TABLE(3, "tables"),
    VOLUME(3, "volumes");

    private final int parts;
    private final String plural;

    Kind(int parts, String plural) {
      this.parts = parts;
      this.plural = plural;
    }

    String plural() {
      return plural;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Securable {
    if (fullName.split("\\.", -1).length != kind.parts
        || List.of(fullName.split("\\.", -1)).stream().anyMatch(String::isBlank)) {
      throw new InvalidDefinitionException(
          kind.word() + " must have " + kind.parts + " names with dots between: " + fullName);
    }
  }

  public static Securable catalog(String name) {
    return new Securable(Kind.CATALOG, name);
  }

  public static Securable schema(String fullName) {
    return new Securable(Kind.SCHEMA, fullName);
  }

  public static Securable table(String fullName) {
    return new Securable(Kind.TABLE, fullName);
  }

  public static Securable volume(String fullName) {
    return new Securable(Kind.VOLUME, fullName);
  }

  String part(int index) {
    return fullName.split("\\.", -1)[index];
  }

  String name() {
    return part(kind.parts - 1);
  }

  @Override
  public String toString() {
    return kind.word() + " " + fullName;
  }
}
