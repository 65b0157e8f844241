package dev.lockflight.connector.dbt;

import dev.lockflight.Evidence;
import dev.lockflight.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Collects evidence, bounded, and makes the verdict of it. Used by one thread. */
final class Findings {
  private static final int MOST = 20;
  private final String source;
  private final List<Evidence> evidence = new ArrayList<>();
  private int left;

  Findings(String source) {
    this.source = source;
  }

  String source() {
    return source;
  }

  void add(Evidence found) {
    if (evidence.size() <= MOST) {
      evidence.add(found);
    } else {
      left++;
    }
  }

  void add(String name, String observed, String expected) {
    add(new Evidence(name, observed, expected, source));
  }

  void addNodes(List<NodeResult> nodes, String expected) {
    for (NodeResult node : nodes) {
      String told = node.message().isEmpty() ? "" : ": " + node.message();
      add(node.uniqueId(), node.status().word() + told, expected);
    }
  }

  Verdict passed(String summary) {
    return verdict(Verdict.Status.PASSED, summary);
  }

  Verdict warned(String summary) {
    return verdict(Verdict.Status.WARNED, summary);
  }

  Verdict failed(String summary) {
    return verdict(Verdict.Status.FAILED, summary);
  }

  Verdict errored(String summary) {
    return verdict(Verdict.Status.ERRORED, summary);
  }

  private Verdict verdict(Verdict.Status status, String summary) {
    List<Evidence> all = new ArrayList<>(evidence);
    if (left > 0) {
      all.add(new Evidence("more like these", Integer.toString(left), "0", source));
    }
    return Verdict.of(status, summary, all);
  }
}
