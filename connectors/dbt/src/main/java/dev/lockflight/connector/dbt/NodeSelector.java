package dev.lockflight.connector.dbt;

import dev.lockflight.InvalidDefinitionException;

/**
 * Which nodes a gate looks at: {@code tag:deploy}, {@code package:shop}, {@code domain:laps} (the
 * entry {@code domain} of {@code meta}), or the name of a node. dbt's graph operators are not
 * understood here.
 */
record NodeSelector(String method, String value) {
  static final NodeSelector ALL = new NodeSelector("", "");

  static NodeSelector of(String text) {
    int colon = text.indexOf(':');
    String method = colon < 0 ? "name" : text.substring(0, colon);
    String value = text.substring(colon + 1);
    boolean known =
        method.equals("tag")
            || method.equals("package")
            || method.equals("domain")
            || method.equals("name");
    if (!known || !value.matches("[\\p{L}\\p{N}_.-]+")) {
      throw new InvalidDefinitionException(
          "a gate selects by tag:x, package:x, domain:x or the name of a node, not by: " + text);
    }
    return new NodeSelector(method, value);
  }

  boolean matches(ManifestNode node) {
    return switch (method) {
      case "tag" -> node.config().tags().contains(value);
      case "package" -> node.id().packageName().equals(value);
      case "domain" -> value.equals(node.config().meta().get("domain"));
      case "name" -> node.id().name().equals(value);
      default -> true;
    };
  }

  @Override
  public String toString() {
    return method.isEmpty() ? "all" : method.equals("name") ? value : method + ":" + value;
  }
}
