package dev.lockflight.connector.databricks;

import dev.lockflight.Gate;
import dev.lockflight.connector.http.Answer;
import dev.lockflight.connector.http.AnswerException;
import dev.lockflight.connector.http.JsonTree;
import dev.lockflight.connector.http.Paging;
import dev.lockflight.connector.http.Request;
import dev.lockflight.connector.http.RestClient;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Catalogs, schemas, tables, volumes and who may use them. Every call throws a {@link
 * dev.lockflight.connector.http.RestException} that says what to do. Thread-safe.
 */
public final class UnityCatalog {
  private static final String API = "/api/2.1/unity-catalog/";
  private static final Paging BY_TOKEN = Paging.byToken("next_page_token", "page_token");

  private final RestClient client;

  UnityCatalog(RestClient client) {
    this.client = client;
  }

  /** What is there under that name, as far as these credentials may see. */
  public Optional<CatalogEntry> find(Securable what) throws InterruptedException {
    try {
      Request request = Request.get(API + what.kind().plural() + "/{name}", what.fullName());
      return Optional.of(entry(what, client.send(request).json()));
    } catch (AnswerException e) {
      if (e.status() == 404) {
        return Optional.empty();
      }
      throw e;
    }
  }

  public List<CatalogEntry> catalogs() throws InterruptedException {
    return list(Securable.Kind.CATALOG, Request.get(API + "catalogs"));
  }

  public List<CatalogEntry> schemas(String catalog) throws InterruptedException {
    return list(Securable.Kind.SCHEMA, Request.get(API + "schemas").query("catalog_name", catalog));
  }

  /** Tables and views of a schema. */
  public List<CatalogEntry> tables(Securable schema) throws InterruptedException {
    return list(Securable.Kind.TABLE, below("tables", schema).query("omit_columns", true));
  }

  public List<CatalogEntry> volumes(Securable schema) throws InterruptedException {
    return list(Securable.Kind.VOLUME, below("volumes", schema));
  }

  private static Request below(String plural, Securable schema) {
    return Request.get(API + plural)
        .query("catalog_name", schema.part(0))
        .query("schema_name", schema.part(1));
  }

  /** A page may be short or empty; only a missing token ends a list. */
  private List<CatalogEntry> list(Securable.Kind kind, Request first) throws InterruptedException {
    return client
        .pages(first.query("max_results", 0), BY_TOKEN)
        .all(page -> page.json().at(kind.plural()).items())
        .stream()
        .map(entry -> entry(new Securable(kind, fullName(kind, entry)), entry))
        .toList();
  }

  private static String fullName(Securable.Kind kind, JsonTree entry) {
    return kind == Securable.Kind.CATALOG ? entry.at("name").text() : entry.at("full_name").text();
  }

  private static CatalogEntry entry(Securable what, JsonTree entry) {
    Securable.Kind kind = what.kind();
    return new CatalogEntry(
        what,
        text(entry.at(kind.word() + "_type")),
        text(entry.at("owner")),
        text(entry.at(kind == Securable.Kind.CATALOG ? "id" : kind.word() + "_id")));
  }

  /**
   * Makes the catalog, schema or managed volume unless it is there.
   *
   * @throws DatabricksException for a table, which SQL makes
   */
  public CatalogEntry ensure(Securable what) throws InterruptedException {
    Optional<CatalogEntry> found = find(what);
    if (found.isPresent()) {
      return found.get();
    }
    Request request = Request.post(API + what.kind().plural()).json(creation(what)).repeatable();
    try {
      return entry(what, client.send(request).json());
    } catch (AnswerException e) {
      if (e.code().endsWith("ALREADY_EXISTS")) {
        return find(what).orElseThrow(() -> e);
      }
      throw e;
    }
  }

  private static Fields creation(Securable what) {
    Fields named = Fields.NONE.with("name", what.name());
    return switch (what.kind()) {
      case CATALOG -> named;
      case SCHEMA -> named.with("catalog_name", what.part(0));
      case VOLUME ->
          named
              .with("catalog_name", what.part(0))
              .with("schema_name", what.part(1))
              .with("volume_type", "MANAGED");
      case TABLE -> throw DatabricksException.fatal("make " + what + " with SQL or dbt");
    };
  }

  /** What was granted on it directly. */
  public List<Privileges> grants(Securable what) throws InterruptedException {
    return privileges(client.send(permissions("permissions", what)));
  }

  /** What the principal may do with it, also by what was granted on what it lies in. */
  public Privileges effective(Securable what, String principal) throws InterruptedException {
    Request request = permissions("effective-permissions", what).query("principal", principal);
    Set<String> names =
        privileges(client.send(request)).stream()
            .flatMap(each -> each.names().stream())
            .collect(Collectors.toUnmodifiableSet());
    return new Privileges(principal, names);
  }

  private static Request permissions(String path, Securable what) {
    return Request.get(API + path + "/{kind}/{name}", what.kind().word(), what.fullName());
  }

  private static List<Privileges> privileges(Answer answer) {
    return answer.json().at("privilege_assignments").items().stream()
        .map(
            each ->
                new Privileges(
                    each.at("principal").text(),
                    each.at("privileges").items().stream()
                        .map(UnityCatalog::privilege)
                        .collect(Collectors.toSet())))
        .toList();
  }

  /** A name, or an object that also tells where it comes from. */
  private static String privilege(JsonTree privilege) {
    return privilege.optionalText().orElseGet(() -> privilege.at("privilege").text());
  }

  /** Grants what is missing; nothing when the principal has it all. */
  public void grant(Securable what, String principal, String... privileges)
      throws InterruptedException {
    Fields change = Fields.NONE.with("principal", principal).with("add", List.of(privileges));
    Request request =
        Request.patch(API + "permissions/{kind}/{name}", what.kind().word(), what.fullName());
    var unused =
        client.send(request.json(Fields.NONE.with("changes", List.of(change))).repeatable());
  }

  /** Opens while the principal may do all of this. */
  public Gate granted(Securable what, String principal, String... privileges) {
    return new GrantedGate(this, what, principal, List.of(privileges));
  }

  private static String text(JsonTree tree) {
    return tree.optionalText().orElse("");
  }
}
