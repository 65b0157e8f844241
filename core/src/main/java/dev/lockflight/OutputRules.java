package dev.lockflight;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every output that is read must be written by one step upstream of the reader. */
final class OutputRules {
  private record Place(StageNode node, Phase phase, int position, String item) {
    @Override
    public String toString() {
      return node.stage().name() + "/" + phase.text() + "/" + item;
    }
  }

  private final Pipeline pipeline;
  private final Map<String, List<Place>> writers = new HashMap<>();
  private final Map<String, Output<?>> outputs = new HashMap<>();
  private final List<BitSet> ancestors = new ArrayList<>();

  private OutputRules(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  static void check(Pipeline pipeline) {
    OutputRules rules = new OutputRules(pipeline);
    rules.collectWriters();
    for (StageNode node : pipeline.graph().nodes()) {
      for (Phase phase : Phase.values()) {
        rules.checkReads(node, phase);
      }
    }
  }

  private void collectWriters() {
    for (StageNode node : pipeline.graph().nodes()) {
      if (node.gathersCells()) {
        continue;
      }
      for (Phase phase : Phase.values()) {
        List<Step<?>> steps = node.stage().steps(phase);
        for (int i = 0; i < steps.size(); i++) {
          Output<?> key = steps.get(i).key();
          if (key != null) {
            addWriter(key, new Place(node, phase, i, steps.get(i).name().value()));
          }
        }
      }
    }
  }

  private void addWriter(Output<?> key, Place place) {
    Output<?> known = outputs.putIfAbsent(key.name(), key);
    List<Place> places = writers.computeIfAbsent(key.name(), name -> new ArrayList<>());
    boolean sameStep = places.stream().allMatch(p -> p.toString().equals(place.toString()));
    if (!sameStep || (known != null && !known.equals(key))) {
      throw new InvalidDefinitionException(
          "output " + key + " is written twice: by " + places.get(0) + " and by " + place);
    }
    places.add(place);
  }

  private void checkReads(StageNode node, Phase phase) {
    List<Gate> gates = node.stage().gates(phase);
    for (int i = 0; i < gates.size(); i++) {
      check(gates.get(i).reads(), new Place(node, phase, i, gates.get(i).name().value()));
    }
    List<Step<?>> steps = node.stage().steps(phase);
    for (int i = 0; i < steps.size(); i++) {
      check(
          steps.get(i).operation().reads(), new Place(node, phase, i, steps.get(i).name().value()));
    }
  }

  private void check(Set<Output<?>> reads, Place reader) {
    for (Output<?> read : reads) {
      Output<?> written = outputs.get(read.name());
      List<Place> places = writers.getOrDefault(read.name(), List.of());
      if (written == null) {
        throw new InvalidDefinitionException(
            reader + " reads output " + read + ", but no step writes it");
      }
      if (!written.type().equals(read.type())) {
        throw new InvalidDefinitionException(
            reader + " reads output " + read + ", but " + places.get(0) + " writes " + written);
      }
      if (places.stream().noneMatch(writer -> isBefore(writer, reader))) {
        throw new InvalidDefinitionException(
            reader
                + " reads output "
                + read
                + ", but its writer "
                + places.get(0)
                + " is not upstream of it");
      }
    }
  }

  private boolean isBefore(Place writer, Place reader) {
    if (writer.node().index() != reader.node().index()) {
      return ancestorsOf(reader.node()).get(writer.node().index());
    }
    int phases = writer.phase().compareTo(reader.phase());
    return phases < 0 || (phases == 0 && writer.position() < reader.position());
  }

  /** Computed once, and only for pipelines that read across stages. */
  private BitSet ancestorsOf(StageNode node) {
    if (ancestors.isEmpty()) {
      for (StageNode each : pipeline.graph().nodes()) {
        BitSet all = new BitSet();
        for (int need : each.needs()) {
          all.set(need);
          all.or(ancestors.get(need));
        }
        ancestors.add(all);
      }
    }
    return ancestors.get(node.index());
  }
}
