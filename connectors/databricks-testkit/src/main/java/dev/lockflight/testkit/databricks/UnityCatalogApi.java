package dev.lockflight.testkit.databricks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** What can be asked about securables and grants. */
final class UnityCatalogApi implements Routes.Service {
  private static final String API = "/api/2.1/unity-catalog";
  private static final Map<String, String> KINDS =
      Map.of("catalogs", "catalog", "schemas", "schema", "tables", "table", "volumes", "volume");

  private final LocalUnityCatalog catalog;

  UnityCatalogApi(LocalUnityCatalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public Optional<Reply> answer(Incoming request) throws IOException {
    Optional<String> below = request.below(API);
    if (below.isEmpty()) {
      return Optional.empty();
    }
    String[] way = below.get().substring(1).split("/");
    String kind = KINDS.getOrDefault(way[0], "");
    boolean permissions = way[0].equals("permissions") || way[0].equals("effective-permissions");
    if (permissions && way.length == 3) {
      return Optional.of(onGrants(request, way));
    }
    return switch (request.method() + " " + way.length + (kind.isEmpty() ? " ?" : "")) {
      case "GET 1" -> Optional.of(list(request, kind));
      case "GET 2" -> Optional.of(Reply.json(shown(kind, existing(kind, way[1]))));
      case "POST 1" -> Optional.of(create(kind, request.json()));
      default -> Optional.empty();
    };
  }

  private String existing(String kind, String name) {
    return catalog.names(kind).stream()
        .filter(name::equalsIgnoreCase)
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    404, code(kind, "DOES_NOT_EXIST"), kind + " '" + name + "' does not exist."));
  }

  private static String code(String kind, String what) {
    return kind.toUpperCase(Locale.ROOT) + "_" + what;
  }

  private Map<String, Object> shown(String kind, String fullName) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", fullName.substring(fullName.lastIndexOf('.') + 1));
    if (!kind.equals("catalog")) {
      json.put("full_name", fullName);
    }
    json.put("owner", "local");
    json.put(kind.equals("catalog") ? "id" : kind + "_id", "id-of-" + fullName);
    String type = kind.equals("table") ? catalog.tableType(fullName) : "MANAGED";
    json.put(kind + "_type", kind.equals("catalog") ? "MANAGED_CATALOG" : type);
    return json;
  }

  /** The token names the entry before; short pages begin with one that is empty. */
  private Reply list(Incoming request, String kind) {
    String in = inside(request, kind);
    String after = request.query("page_token").orElse("");
    boolean isShort = catalog.page() < 1000;
    if (after.isEmpty() && isShort) {
      return Reply.json(Map.of("next_page_token", " "));
    }
    List<String> left =
        catalog.names(kind).stream()
            .filter(name -> name.startsWith(in) && name.compareTo(after) > 0)
            .toList();
    List<String> page = left.stream().limit(catalog.page()).toList();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(kind.equals("catalog") ? "catalogs" : kind + "s", entries(kind, page));
    if (page.size() < left.size()) {
      body.put("next_page_token", page.get(page.size() - 1));
    }
    return Reply.json(body);
  }

  private List<Map<String, Object>> entries(String kind, List<String> names) {
    return names.stream().map(name -> shown(kind, name)).toList();
  }

  private String inside(Incoming request, String kind) {
    if (kind.equals("catalog")) {
      return "";
    }
    String in = existing("catalog", request.required("catalog_name"));
    return kind.equals("schema")
        ? in + "."
        : existing("schema", in + "." + request.required("schema_name")) + ".";
  }

  private Reply create(String kind, JsonNode body) {
    String name = body.path("name").asString("");
    String in = body.path("catalog_name").asString("");
    String schema = body.path("schema_name").asString("");
    String full = kind.equals("catalog") ? name : kind.equals("schema") ? in + "." + name : "";
    full = full.isEmpty() ? in + "." + schema + "." + name : full;
    if (catalog.names(kind).contains(full)) {
      throw new Refusal(400, code(kind, "ALREADY_EXISTS"), kind + " '" + full + "' already exists");
    }
    switch (kind) {
      case "catalog" -> catalog.catalog(name);
      case "schema" -> catalog.schema(existing("catalog", in), name);
      case "volume" -> {
        var unused = existing("schema", in + "." + schema);
        catalog.makeVolume(in, schema, name);
      }
      default -> throw Refusal.badRequest("Tables are made by SQL.");
    }
    return Reply.json(shown(kind, full));
  }

  private Reply onGrants(Incoming request, String[] way) throws IOException {
    String kind = way[1];
    String name = existing(kind, way[2]);
    if (request.method().equals("PATCH")) {
      request.json().path("changes").forEach(change -> change(kind, name, change));
    }
    List<Map<String, Object>> assignments = new ArrayList<>();
    if (way[0].equals("permissions")) {
      catalog
          .grantsOn(kind, name)
          .forEach((who, what) -> assignments.add(Map.of("principal", who, "privileges", what)));
    } else {
      String principal = request.required("principal");
      List<Map<String, Object>> privileges = effective(kind, name, principal);
      if (!privileges.isEmpty()) {
        assignments.add(Map.of("principal", principal, "privileges", privileges));
      }
    }
    return Reply.json(Map.of("privilege_assignments", assignments));
  }

  private void change(String kind, String name, JsonNode change) {
    String principal = change.path("principal").asString("");
    change
        .path("add")
        .forEach(each -> catalog.grant(kind, name, principal, spelled(each.asString(""))));
    change
        .path("remove")
        .forEach(each -> catalog.revoke(kind, name, principal, spelled(each.asString(""))));
  }

  private static String spelled(String privilege) {
    if (!privilege.matches("[A-Z_]+")) {
      throw Refusal.badRequest("Privilege " + privilege + " is not applicable.");
    }
    return privilege;
  }

  /** What is granted on a schema or catalog holds for all that lies in it. */
  private List<Map<String, Object>> effective(String kind, String name, String principal) {
    Map<String, Map<String, Object>> found = new TreeMap<>();
    String[] parts = name.split("\\.");
    for (int length = parts.length; length > 0; length--) {
      String on = length == parts.length ? kind : length == 2 ? "schema" : "catalog";
      String its = String.join(".", List.of(parts).subList(0, length));
      Set<String> privileges = catalog.grantsOn(on, its).getOrDefault(principal, new TreeSet<>());
      for (String privilege : privileges) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("privilege", privilege);
        if (length < parts.length) {
          told.put("inherited_from_type", on.toUpperCase(Locale.ROOT));
          told.put("inherited_from_name", its);
        }
        var unused = found.putIfAbsent(privilege, told);
      }
    }
    return List.copyOf(found.values());
  }
}
