package dev.lockflight.connector.sql;

import dev.lockflight.Call;
import dev.lockflight.Gate;
import dev.lockflight.Output;
import dev.lockflight.Verdict;
import java.util.EnumMap;
import java.util.Map;

/**
 * The columns of a relation; {@code unchangedFrom} names the baseline and makes the gate. Names are
 * compared without regard to case, types as the database writes them; the order of columns does not
 * matter. Immutable and thread-safe.
 */
public final class Schema {
  private final Warehouse warehouse;
  private final Identifier relation;
  private final Map<SchemaChange, Verdict.Status> policy;

  private Schema(
      Warehouse warehouse, Identifier relation, Map<SchemaChange, Verdict.Status> policy) {
    this.warehouse = warehouse;
    this.relation = relation;
    this.policy = policy;
  }

  static Schema of(Warehouse warehouse, Identifier relation) {
    Map<SchemaChange, Verdict.Status> usual = new EnumMap<>(SchemaChange.class);
    for (SchemaChange change : SchemaChange.values()) {
      usual.put(change, change.usual());
    }
    return new Schema(warehouse, relation, usual);
  }

  /** What such a change means. */
  public Schema on(SchemaChange change, Verdict.Status verdict) {
    Map<SchemaChange, Verdict.Status> changed = new EnumMap<>(policy);
    changed.put(change, Decided.one(verdict));
    return new Schema(warehouse, relation, changed);
  }

  /** Compared with the relation of the same name in another environment. */
  public Gate unchangedFrom(Warehouse baseline) {
    warehouse.requireOther(baseline);
    return gate(new SchemaBaseline.Elsewhere(baseline, new SchemaQuestion(relation)));
  }

  /** Compared with what an earlier step {@linkplain #read() read}. */
  public Gate unchangedFrom(Output<RelationSchema> earlier) {
    return gate(new SchemaBaseline.Earlier(earlier));
  }

  /** Reads the columns now, as the baseline of a later comparison. */
  public Call<RelationSchema> read() {
    return new ReadSchema(warehouse, new SchemaQuestion(relation));
  }

  private Gate gate(SchemaBaseline baseline) {
    return new SchemaGate(warehouse, new SchemaQuestion(relation), baseline, policy);
  }
}
