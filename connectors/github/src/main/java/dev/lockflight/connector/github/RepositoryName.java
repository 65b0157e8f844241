package dev.lockflight.connector.github;

import dev.lockflight.InvalidDefinitionException;
import java.util.regex.Pattern;

/** An owner and a repository, written {@code acme/warehouse}. */
public record RepositoryName(String owner, String name) {
  private static final Pattern PART = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}");

  public RepositoryName {
    if (!PART.matcher(owner).matches() || !PART.matcher(name).matches()) {
      throw new InvalidDefinitionException(
          "repository must be written owner/name: " + owner + "/" + name);
    }
  }

  public static RepositoryName of(String ownerAndName) {
    int slash = ownerAndName.indexOf('/');
    if (slash < 0) {
      throw new InvalidDefinitionException(
          "repository must be written owner/name: " + ownerAndName);
    }
    return new RepositoryName(ownerAndName.substring(0, slash), ownerAndName.substring(slash + 1));
  }

  @Override
  public String toString() {
    return owner + "/" + name;
  }
}
