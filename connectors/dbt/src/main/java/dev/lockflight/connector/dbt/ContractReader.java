package dev.lockflight.connector.dbt;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the columns and constraints of a node. They are dropped where no contract is enforced. */
final class ContractReader {
  private final Words words;
  private final Map<String, NodeContract.Column> columns = new LinkedHashMap<>();
  private List<Constraint> constraints = new ArrayList<>();
  private boolean enforced;
  private String type = "";
  private List<Constraint> ofColumn = new ArrayList<>();
  private final Map<String, String> parts = new LinkedHashMap<>();
  private List<String> over = List.of();
  private List<String> toColumns = List.of();

  ContractReader(Words words) {
    this.words = words;
  }

  void contract(JsonWalk walk) {
    walk.object(
        name -> {
          if (name.equals("enforced")) {
            enforced = walk.truth(false);
          } else {
            walk.skip();
          }
        });
  }

  void columns(JsonWalk walk) {
    walk.object(
        column -> {
          type = "";
          ofColumn = new ArrayList<>();
          walk.object(name -> column(name, walk));
          columns.put(words.once(column), new NodeContract.Column(words.once(type), ofColumn));
        });
  }

  private void column(String name, JsonWalk walk) {
    switch (name) {
      case "data_type" -> type = walk.text("");
      case "constraints" -> constraints(walk, ofColumn);
      default -> walk.skip();
    }
  }

  void modelConstraints(JsonWalk walk) {
    constraints(walk, constraints);
  }

  private void constraints(JsonWalk walk, List<Constraint> into) {
    walk.objects(name -> constraint(name, walk), () -> into.add(finish()));
  }

  private void constraint(String name, JsonWalk walk) {
    switch (name) {
      case "type", "name", "expression", "to" -> parts.put(name, walk.text(""));
      case "columns" -> over = walk.texts();
      case "to_columns" -> toColumns = walk.texts();
      default -> walk.skip();
    }
  }

  private Constraint finish() {
    // the relation a foreign key refers to has another catalog and schema in each environment
    List<String> relation = SqlReferences.parts(part("to"));
    String to =
        (relation.isEmpty() ? "" : relation.get(relation.size() - 1))
            + (toColumns.isEmpty() ? "" : " " + toColumns);
    Constraint constraint =
        new Constraint(
            words.once(part("type")), part("name"), part("expression"), words.once(over), to);
    parts.clear();
    over = List.of();
    toColumns = List.of();
    return constraint;
  }

  private String part(String name) {
    return parts.getOrDefault(name, "");
  }

  /** What was read since the last call. */
  NodeContract take() {
    NodeContract contract =
        enforced
            ? new NodeContract(
                true,
                Collections.unmodifiableMap(new LinkedHashMap<>(columns)),
                List.copyOf(constraints))
            : NodeContract.NONE;
    columns.clear();
    constraints = new ArrayList<>();
    enforced = false;
    return contract;
  }
}
