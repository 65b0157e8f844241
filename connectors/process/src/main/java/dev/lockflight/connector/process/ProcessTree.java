package dev.lockflight.connector.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The living processes that belong together: those that bear a mark, those once seen below one of
 * them, and all below these. Not thread-safe.
 */
final class ProcessTree {
  private final Predicate<ProcessHandle> marked;
  private final Set<ProcessHandle> members = new LinkedHashSet<>();

  ProcessTree(Predicate<ProcessHandle> marked) {
    this.marked = marked;
  }

  /** The tree of a process that has just been started. */
  static ProcessTree below(ProcessHandle root, Predicate<ProcessHandle> marked) {
    ProcessTree tree = new ProcessTree(marked);
    var unused = tree.members.add(root);
    return tree;
  }

  /** Looks at all processes of the machine; a few milliseconds. */
  List<ProcessHandle> look() {
    members.removeIf(member -> !ProcDirectory.runs(member));
    long self = ProcessHandle.current().pid();
    List<ProcessHandle> others =
        ProcessHandle.allProcesses().filter(process -> process.pid() != self).toList();
    for (ProcessHandle process : others) {
      if (!members.contains(process) && marked.test(process) && ProcDirectory.runs(process)) {
        members.add(process);
      }
    }
    addChildren(others);
    return List.copyOf(members);
  }

  /** Whether one of those already seen still runs. */
  boolean hasKnown() {
    return members.stream().anyMatch(ProcDirectory::runs);
  }

  private void addChildren(List<ProcessHandle> others) {
    if (members.isEmpty()) {
      return;
    }
    Map<ProcessHandle, List<ProcessHandle>> children = new HashMap<>();
    for (ProcessHandle process : others) {
      Optional<ProcessHandle> parent = process.parent();
      parent.ifPresent(p -> children.computeIfAbsent(p, k -> new ArrayList<>()).add(process));
    }
    List<ProcessHandle> open = new ArrayList<>(members);
    while (!open.isEmpty()) {
      ProcessHandle parent = open.remove(open.size() - 1);
      for (ProcessHandle child : children.getOrDefault(parent, List.of())) {
        if (members.add(child)) {
          open.add(child);
        }
      }
    }
  }

  /** For people: program and process id. */
  static String describe(List<ProcessHandle> processes) {
    return String.join(", ", processes.stream().map(ProcessTree::describe).toList());
  }

  private static String describe(ProcessHandle process) {
    return process.info().command().orElse("process") + " (" + process.pid() + ")";
  }
}
