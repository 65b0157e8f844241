package dev.lockflight.connector.dbt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds what a new manifest breaks of the contracts of an old one, by dbt's own rule ({@code
 * same_contract} and {@code same_contract_removed} of dbt-core), except that checksums are never
 * compared: their method changes between versions of dbt. The flags {@code warn_unenforced} and
 * {@code warn_unsupported} of a constraint are no promise.
 */
final class ContractComparison {
  private final Manifest head;
  private final Instant now;
  private final Set<String> enforced;
  private final List<Breaking> found = new ArrayList<>();

  private ContractComparison(Manifest base, Manifest head, Instant now) {
    this.head = head;
    this.now = now;
    this.enforced = EnforcedConstraints.of(base.metadata().project().adapter());
  }

  /**
   * One broken promise.
   *
   * @param versioned dbt itself only warns when the model is not
   */
  record Breaking(String uniqueId, boolean versioned, String what, String before, String after) {}

  static List<Breaking> of(Manifest base, Manifest head, Instant now) {
    ContractComparison comparison = new ContractComparison(base, head, now);
    base.all("model").filter(model -> model.contract().enforced()).forEach(comparison::compare);
    return comparison.found;
  }

  private void compare(ManifestNode old) {
    ManifestNode changed = head.nodes().get(old.id().uniqueId());
    if (changed == null || !changed.config().enabled()) {
      removed(old);
      return;
    }
    if (!changed.contract().enforced()) {
      add(old, "contract", "enforced", "not enforced");
      // without enforcement its columns are not known here, and nothing is promised about them any
      // more
      return;
    }
    old.contract().columns().forEach((name, column) -> column(old, changed, name, column));
    if (old.enforcesConstraints()) {
      lost(old, "model", old.contract().constraints(), changed.contract().constraints());
      materialization(old, changed);
    }
  }

  private void removed(ManifestNode old) {
    if (old.id().deprecationDate().map(now::isAfter).orElse(false)) {
      return;
    }
    boolean disabled =
        head.disabled().contains(old.id().uniqueId())
            || head.nodes().containsKey(old.id().uniqueId());
    add(old, "model", "contracted", disabled ? "disabled" : "deleted or renamed");
  }

  private void column(
      ManifestNode old, ManifestNode changed, String name, NodeContract.Column column) {
    NodeContract.Column now = changed.contract().columns().get(name);
    if (now == null) {
      add(old, "column " + name, column.type(), "removed");
      return;
    }
    if (!baseType(column.type()).equals(baseType(now.type()))) {
      add(old, "column " + name, column.type(), now.type());
    }
    if (old.enforcesConstraints()) {
      lost(old, "column " + name, column.constraints(), now.constraints());
    }
  }

  /**
   * Sizes, precisions and scales may change: {@code varchar(3)} and {@code VARCHAR(10)} are the
   * same.
   */
  private static String baseType(String type) {
    int size = type.indexOf('(');
    return (size < 0 ? type : type.substring(0, size)).strip().toLowerCase(Locale.ROOT);
  }

  private void lost(
      ManifestNode old, String where, List<Constraint> before, List<Constraint> after) {
    for (Constraint constraint : before) {
      if (enforced.contains(constraint.type()) && !after.contains(constraint)) {
        add(old, where, "constraint " + constraint, "removed");
      }
    }
  }

  private void materialization(ManifestNode old, ManifestNode changed) {
    Map<String, NodeContract.Column> columns = old.contract().columns();
    boolean constrained =
        !old.contract().constraints().isEmpty()
            || columns.values().stream().anyMatch(column -> !column.constraints().isEmpty());
    if (constrained && !changed.enforcesConstraints()) {
      add(
          old,
          "materialization",
          old.config().materialized(),
          changed.config().materialized() + ", which enforces no constraints");
    }
  }

  private void add(ManifestNode old, String what, String before, String after) {
    found.add(
        new Breaking(old.id().uniqueId(), !old.id().version().isEmpty(), what, before, after));
  }
}
