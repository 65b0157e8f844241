package dev.lockflight.connector.sql;

import dev.lockflight.Evidence;
import dev.lockflight.GateContext;
import dev.lockflight.Output;
import dev.lockflight.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Opens while the columns of a relation are those of its baseline, as far as the policy asks. */
record SchemaGate(
    Warehouse warehouse,
    SchemaQuestion question,
    SchemaBaseline baseline,
    Map<SchemaChange, Verdict.Status> policy)
    implements DataGate {
  @Override
  public String demand() {
    return "schema of "
        + question.relation()
        + " in "
        + warehouse.environment()
        + " unchanged from "
        + baseline;
  }

  @Override
  public Set<Output<?>> reads() {
    return baseline.reads();
  }

  @Override
  public String describe() {
    String rules =
        policy.entrySet().stream()
            .filter(rule -> rule.getValue() != rule.getKey().usual())
            .map(rule -> rule.getKey() + " " + rule.getValue())
            .collect(Collectors.joining(", "));
    return rules.isEmpty() ? demand() : demand() + ", " + rules;
  }

  @Override
  public Verdict judge(GateContext context) throws InterruptedException {
    Answer<RelationSchema> now = question.ask(warehouse);
    Answer<RelationSchema> before = baseline.ask(context);
    if (!now.value().database().equals(before.value().database())) {
      throw new CouldNotTellException(
          "types of " + now.value().database() + " and " + before.value().database() + " differ");
    }
    List<ColumnChange> changes = ColumnChange.between(before.value(), now.value());
    return Verdict.of(worst(changes), summary(changes), evidence(changes, now, before));
  }

  private Verdict.Status worst(List<ColumnChange> changes) {
    List<Verdict.Status> order =
        List.of(Verdict.Status.ERRORED, Verdict.Status.FAILED, Verdict.Status.WARNED);
    List<Verdict.Status> found = changes.stream().map(this::statusOf).toList();
    return order.stream().filter(found::contains).findFirst().orElse(Verdict.Status.PASSED);
  }

  private Verdict.Status statusOf(ColumnChange change) {
    return policy.getOrDefault(change.kind(), change.kind().usual());
  }

  private String summary(List<ColumnChange> changes) {
    return demand() + ": " + (changes.isEmpty() ? "no change" : changes);
  }

  private List<Evidence> evidence(
      List<ColumnChange> changes, Answer<RelationSchema> now, Answer<RelationSchema> before) {
    List<Evidence> evidence = new ArrayList<>();
    for (ColumnChange change : changes) {
      String name = "column " + change.name() + " " + change.kind() + " → " + statusOf(change);
      evidence.add(Evidence.of(name, change.now(), change.before(), now.source()));
    }
    String columns = before.value().columns().size() + " columns";
    String found = now.value().columns().size() + " columns";
    evidence.add(Evidence.of("columns of " + question.relation(), found, columns, now.source()));
    evidence.add(Evidence.of("baseline " + baseline, columns, "columns", before.source()));
    return evidence;
  }
}
